using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Pipeline;

namespace ModelCompiler.Generators.Tests.Rewrites;

/// <summary>Which weights are kept in fewer bits, what is written for them, and where scales multiply.</summary>
public class WeightNarrowingTests
{
    [Theory]
    [InlineData("[Input(100)] [Dense(79)]", 0)] // 31,600 bytes.
    [InlineData("[Input(100)] [Dense(80)]", 1)] // 32,000.
    [InlineData("[Input(28, 28, 32)] [Conv2D(64, 3)]", 0)] // Winograd's.
    [InlineData("[Input(28, 28, 32)] [Conv2D(64, 3, Algorithm = Convolution.Direct)]", 1)]
    [InlineData("[Input(28, 28, 32)] [Conv2D(64, 3, Strides = 2)] [GlobalAveragePooling2D] [Dense(200)]", 2)]
    public void Kernels_of_32000_bytes_that_no_transform_made(string layers, int narrow)
    {
        foreach (ElementType element in new[] { ElementType.BFloat16, ElementType.Int8 })
        {
            Tensor[] kept = [.. Narrowed(layers, element).Statements.SelectMany(s => s.Body.Loads()).Select(l => l.Tensor.Root).Where(t => t.Element != ElementType.Single).Distinct()];
            Assert.Equal(narrow, kept.Length);
            Assert.All(kept, t => Assert.Equal((element, Storage.Fixed, (t.Count + element.InFloat() - 1) / element.InFloat()), (t.Element, t.Storage, t.Floats)));
        }
    }

    /// <summary>A packed kernel is written once, narrow, and not copied a second time.</summary>
    [Fact]
    public void A_packed_kernel_is_packed_narrow()
    {
        const string layers = "[Input(28, 28, 32)] [Conv2D(64, 3, Strides = 2)]";
        TensorProgram single = Narrowed(layers, ElementType.Single), narrow = Narrowed(layers, ElementType.BFloat16);
        Assert.Contains(single.Statements, s => s.Output.Name.EndsWith(".packed", StringComparison.Ordinal));
        Assert.Equal(single.Statements.Select(s => s.Output.Name), narrow.Statements.Select(s => s.Output.Name));
        Assert.Equal(ElementType.BFloat16, narrow.Statements.Single(s => s.Output.Name.EndsWith(".packed", StringComparison.Ordinal)).Output.Element);
    }

    /// <summary>Parts of a sum are added up in memory, so nothing may be done to them: the scale multiplies the sum of the parts.</summary>
    [Fact]
    public void Scales_multiply_complete_sums()
    {
        TensorProgram program = Narrowed("[Input(4096)] [Dense(512, Activation = Activation.ReLU)]", ElementType.Int8);
        Comprehension parts = program.Statements.Single(s => s.IsContraction), sum = program.Statements.Single(s => s.Body is Load load && load.Tensor.Root == parts.Output.Root);
        Assert.IsType<Accumulator>(parts.Epilogue);
        Load scale = Assert.Single(sum.Epilogue.Loads(), l => l.Tensor.Name.EndsWith(".scale", StringComparison.Ordinal));
        Assert.Equal([512], scale.Tensor.Extents);
        Assert.Equal([sum.OutputAxes[1]], scale.Indices.Select(i => i.AsAxis!));
        Comprehension scales = program.Statements.Single(s => s.Output.Root == scale.Tensor.Root);
        Assert.Equal((Reduction.Max, 4096), (scales.Reduction, scales.ReductionAxes.Single().Extent));
    }

    [Fact]
    public void A_training_step_is_as_it_is_without()
    {
        string Text(ElementType element) =>
            TensorProgramPrinter.Print(Programs.Training(Stages.Shaped("[Input(100)] [Dense(80)] [Loss(Loss.MeanSquaredError)]") with { Precision = Of(element) }, Stages.Verified()));
        Assert.Equal(Text(ElementType.Single), Text(ElementType.Int8));
    }

    private static PrecisionKind Of(ElementType element) =>
        element switch { ElementType.Single => PrecisionKind.Single, ElementType.BFloat16 => PrecisionKind.BFloat16, _ => PrecisionKind.Int8 };

    private static TensorProgram Narrowed(string layers, ElementType element) => Programs.Prediction(Stages.Shaped(layers) with { Precision = Of(element) }, Stages.Verified());
}
