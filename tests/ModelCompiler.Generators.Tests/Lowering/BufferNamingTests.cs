using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>Parameters are named after what tensors are (<c>TensorRole</c>), whatever layers are called.</summary>
public class BufferNamingTests
{
    [Theory]
    [InlineData("target")]
    [InlineData("position")]
    [InlineData("taps")]
    [InlineData("again")]
    [InlineData("loss")]
    public void A_layers_name_says_nothing_of_its_values(string name) => Assert.Equal(Parameters("a"), Parameters(name));

    /// <summary>Of a training step; outputs of the middle layer are read by others.</summary>
    private static string[] Parameters(string middle) =>
    [
        .. Stages.Fused(Stages.Differentiated($"[Input(4, 4, 2)] [Conv2D(40, 3, Name = \"{middle}\")] [Flatten] [Dense(900)] [Loss(Loss.MeanSquaredError)]"))
            .Kernels.Where(k => k.Statements.Count == 1).SelectMany(k => KernelLowering.Prepare(k).Buffers.Select(b => b.Name)),
    ];
}
