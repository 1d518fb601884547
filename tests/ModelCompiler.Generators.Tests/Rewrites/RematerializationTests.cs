using ModelCompiler.Generators.Autodiff;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Rewrites;

namespace ModelCompiler.Generators.Tests.Rewrites;

public class RematerializationTests
{
    private const string Layers = "[Input(14, 14, 64)] [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.ReLU)] [Conv2D(64, 3, Padding = Padding.Same)] [GlobalAveragePooling2D] "
        + "[Loss(Loss.MeanSquaredError)]";

    [Fact]
    public void Transformed_inputs_are_made_again_for_the_gradients()
    {
        var program = Rematerialization.Run(Differentiated(Layers));
        TensorProgramVerifier.Verify(program);
        var forward = program.Definitions.Where(d => d.Phase == Phase.Forward).SelectMany(d => d.Statements).Select(s => s.Output.Root).ToHashSet();
        var backward = program.Definitions.Where(d => d.Phase == Phase.Backward).SelectMany(d => d.Statements).ToArray();
        string[] read = [.. backward.SelectMany(s => s.Loads).Select(l => l.Tensor.Root).Where(forward.Contains).Select(t => t.Name).Distinct()];
        Assert.DoesNotContain(read, name => name.EndsWith(".tiles", StringComparison.Ordinal));
        Assert.Equal(2, backward.Count(s => s.Name.EndsWith(".tiles.again", StringComparison.Ordinal)));
        Assert.Equal(2, backward.Count(s => s.Name.EndsWith(".tile_rows.again", StringComparison.Ordinal)));
        Assert.All(backward.Where(s => s.Output.Storage == Storage.Gradients && s.Output.Count > 64), s => Assert.DoesNotContain(s.Loads, l => forward.Contains(l.Tensor.Root)));
    }

    [Fact]
    public void They_need_less_memory()
    {
        long Floats(TensorProgram program) => MemoryPlanner.Plan(Stages.Fused(program)).FloatsPerSample;
        string deep = Layers.Replace(
            "[GlobalAveragePooling2D]", string.Concat(Enumerable.Repeat("[Conv2D(64, 3, Padding = Padding.Same)] ", 4)) + "[GlobalAveragePooling2D]", StringComparison.Ordinal);
        var program = Differentiated(deep);
        // Of six layers' transformed inputs, 36 points of 16 tiles each, one is there at a time; inputs are kept instead.
        Assert.True(Floats(program) - Floats(Rematerialization.Run(program)) >= 3 * 36 * 16 * 64, $"{Floats(program)} and {Floats(Rematerialization.Run(program))} floats");
    }

    [Theory]
    [InlineData("[Input(14, 14, 64)] [Conv2D(64, 5)] [GlobalAveragePooling2D] [Loss(Loss.MeanSquaredError)]")] // No transform.
    [InlineData("[Input(8)] [Dense(4, Activation = Activation.Tanh)] [Loss(Loss.MeanSquaredError)]")]
    public void Nothing_else_changes(string layers)
    {
        var program = Differentiated(layers);
        Assert.Equal(program.Statements.Select(s => s.ToString()), Rematerialization.Run(program).Statements.Select(s => s.ToString()));
    }

    private static TensorProgram Differentiated(string layers) => Stages.Rewritten(layers, training: true, upTo: "differentiate");
}
