using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>A network of blocks computes, bit for bit, what the same network computes with its layers written out.</summary>
public class BlockTests
{
    private const string Blocks =
        """
        [Block] [Conv2D(Block.Width, 1, Activation = Activation.ReLU)]
        [Conv2D(Block.Width, 3, Strides = Block.Strides, Padding = Padding.Same, Activation = Activation.ReLU)] [Conv2D(4 * Block.Width, 1)]
        public class Bottleneck;
        [Block] [Conv2D(Block.Width, 1)] public class One;
        [Block] [MaxPooling2D(3, Strides = 1, Padding = Padding.Same)]
        [Conv2D(Block.Width2, Block.KernelHeight, Block.KernelWidth, Padding = Padding.Same, Activation = Activation.Tanh)] public class Pooled;
        """;

    [Fact]
    public void Residuals_are_what_they_stand_for() => Same(
        "[Input(9, 8, 5)] [Residual<Bottleneck>(4, Strides = 2, Repeat = 2, Activation = Activation.ReLU)] [Flatten] [Dense(3)]",
        """
        [Input(9, 8, 5)] [Conv2D(4, 1, Activation = Activation.ReLU)]
        [Conv2D(4, 3, Strides = 2, Padding = Padding.Same, Activation = Activation.ReLU)] [Conv2D(16, 1)]
        [Conv2D(16, 1, Strides = 2, From = "input")] [Add("conv2d_3", Activation = Activation.ReLU)]
        [Conv2D(4, 1, Activation = Activation.ReLU)] [Conv2D(4, 3, Padding = Padding.Same, Activation = Activation.ReLU)] [Conv2D(16, 1)]
        [Add("add_1", Activation = Activation.ReLU)] [Flatten] [Dense(3)]
        """);

    [Fact]
    public void Branches_are_what_they_stand_for() => Same(
        "[Input(7, 6, 3)] [Conv2D(4, 1)] [Branches<One, Pooled>(10, 6, KernelHeight = 1, KernelWidth = 3)] [Use<One>(4)] [Flatten] [Dense(3)]",
        """
        [Input(7, 6, 3)] [Conv2D(4, 1)] [Conv2D(10, 1)] [MaxPooling2D(3, Strides = 1, Padding = Padding.Same, From = "conv2d_1")]
        [Conv2D(6, 1, 3, Padding = Padding.Same, Activation = Activation.Tanh)]
        [Concatenate("conv2d_3", From = "conv2d_2")] [Conv2D(4, 1)] [Flatten] [Dense(3)]
        """);

    [Fact]
    public void Vectors_are_projected_by_a_dense_layer() => Same(
        "[Input(7)] [Residual<Layers>(5)] [Dense(3)]",
        "[Input(7)] [Dense(5, Activation = Activation.Tanh)] [Dense(5, From = \"input\")] [Add(\"dense_1\")] [Dense(3)]",
        blocks: "[Block] [Dense(Block.Width, Activation = Activation.Tanh)] public class Layers;");

    private static void Same(string used, string written, string blocks = Blocks)
    {
        const string loss = " [Loss(Loss.MeanSquaredError)] ";
        var assembly = InMemoryCompiler.Compile($"{ModelSource.Header}{blocks}\n[Model] {used}{loss}public partial class Used;\n[Model] {written}{loss}public partial class Written;");
        var a = CompiledModel.Create(assembly.Type("TestModels.Used"), seed: 4);
        var b = CompiledModel.Create(assembly.Type("TestModels.Written"), seed: 4);
        Assert.Equal(a.Parameters.Select(p => string.Join("×", p.Shape)), b.Parameters.Select(p => string.Join("×", p.Shape)));

        var random = new SplitMix64(3);
        int inputs = 5 * int.Parse(assembly.Type("TestModels.Used").GetField("InputSize")!.GetRawConstantValue()!.ToString()!);
        float[] values = random.Floats(inputs), targets = random.Floats(15);
        Assert.Equal(a.Predict(values), b.Predict(values));
        Assert.Equal(a.Step(values, targets), b.Step(values, targets));
        foreach (var (left, right) in a.Parameters.Zip(b.Parameters)) Assert.Equal(a.Gradient(left.Name), b.Gradient(right.Name));
    }
}
