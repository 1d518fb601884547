using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Rewrites;

public class SplitBatchTests
{
    /// <summary>One and three channels of a picture, windows of one channel, few channels: few sums, each over large maps.</summary>
    [Theory]
    [InlineData("[Input(28, 28, 1)] [Conv2D(32, 3)]")]
    [InlineData("[Input(32, 32, 3)] [Conv2D(16, 5, Padding = Padding.Same)]")]
    [InlineData("[Input(32, 32, 1)] [Conv2D(6, 5)]")]
    [InlineData("[Input(400, 2)] [Conv1D(20, 7)]")]
    [InlineData("[Input(28, 28, 64)] [DepthwiseConv2D(3, Padding = Padding.Same)]")]
    [InlineData("[Input(14, 14, 32)] [Conv2D(192, 1)]")]
    [InlineData("[Input(20, 20, 150)] [Conv2D(16, 1)]")] // As many rows as may be.
    [InlineData("[Input(20, 20, 128)] [Conv2D(64, 1)]")] // As many vectors.
    public void A_first_layers_gradient_is_summed_for_each_sample(string layers)
    {
        Comprehension[] statements = Statements(layers);
        Comprehension samples = Assert.Single(statements, s => s.Output.Role == TensorRole.GradientSamples),
            whole = Assert.Single(statements, s => s.Output.Storage == Storage.Gradients && s.Loads.Any(l => l.Tensor.Root == samples.Output.Root));
        Assert.True(samples.OutputAxes[0].IsBatch);
        Assert.DoesNotContain(samples.ReductionAxes, a => a.IsBatch);
        Assert.Equal(samples.OutputAxes.Skip(1), whole.OutputAxes);
        Assert.True(Assert.Single(whole.ReductionAxes).IsBatch);
        Assert.Equal(whole.Output.Count, samples.Output.Count);
    }

    /// <summary>Every sample is an item, where all of the gradient was one before, and its sums are passed over as they lie.</summary>
    [Fact]
    public void Each_sample_is_an_item()
    {
        Comprehension[] statements = Statements("[Input(28, 28, 1)] [Conv2D(32, 3)]");
        Comprehension samples = statements.First(s => s.Output.Role == TensorRole.GradientSamples),
            whole = statements.First(s => s.Loads.Any(l => l.Tensor.Root == samples.Output.Root));
        Schedule schedule = Scheduler.Choose(samples, Target.Avx512, UnrollPreference.Speed, batchBound: false);
        Assert.True(schedule.Items.First().Axis!.IsBatch);
        Assert.Empty(schedule.InMemory);
        Assert.Equal("d conv2d_1.kernel[e] = Σ n : d conv2d_1.kernel.samples[n, e]", $"{Flattening.Run(whole)}");
    }

    /// <summary>Larger maps than a core's cache holds: of each sample the fewest equal bands of rows that fit.</summary>
    [Theory]
    [InlineData("[Input(162, 160, 3)] [Conv2D(8, 3)]", 4)] // 160 rows of 8 and 162 of 3 channels: 1.1 MB.
    [InlineData("[Input(64, 64, 3)] [Conv2D(32, 3)]", 2)]
    [InlineData("[Input(224, 224, 3)] [Conv2D(32, 3, Strides = 2, Padding = Padding.Same)]", 7)]
    [InlineData("[Input(75, 300, 3)] [Conv2D(16, 3)]", 73)] // A prime number of rows.
    public void A_large_samples_rows_are_summed_in_bands(string layers, int bands)
    {
        Comprehension[] statements = Statements(layers);
        Comprehension samples = statements.First(s => s.Output.Role == TensorRole.GradientSamples),
            whole = statements.First(s => s.Loads.Any(l => l.Tensor.Root == samples.Output.Root));
        Assert.Equal(bands, samples.OutputAxes[1].Extent);
        Assert.Equal(["n", "band"], whole.ReductionAxes.Select(a => a.Name));
        Assert.Equal("d conv2d_1.kernel[e] = Σ n band : d conv2d_1.kernel.samples[n, band, e]", $"{Flattening.Run(whole)}");
        foreach (Target target in Target.All)
        {
            Schedule schedule = Scheduler.Choose(samples, target, UnrollPreference.Speed, batchBound: false);
            Assert.Equal(["n", "band"], schedule.Items.Take(2).Select(l => l.Axis!.Name));
        }
    }

    [Theory]
    [InlineData("[Input(14, 14, 160)] [Conv2D(32, 1)]")] // Many rows of sums: tiles would pass over a sample seven times.
    [InlineData("[Input(20, 20, 151)] [Conv2D(16, 1)]")] // One row more than may be.
    [InlineData("[Input(20, 20, 129)] [Conv2D(64, 1)]")] // Four vectors more.
    [InlineData("[Input(8, 8, 1)] [Conv2D(4, 3)]")] // Little work.
    [InlineData("[Input(6, 6, 2)] [Conv2D(128, 3)]")] // More sums than there is to read.
    [InlineData("[Input(5005, 2)] [Conv1D(64, 3)]")] // A prime number of positions: each would be a band.
    [InlineData("[Input(784)] [Dense(10)]")] // Nothing but samples to sum over.
    [InlineData("[Input(784)] [Dense(1)]")]
    public void Other_gradients_stay(string layers) => Assert.DoesNotContain(Statements(layers), s => s.Output.Role == TensorRole.GradientSamples);

    private static Comprehension[] Statements(string layers) =>
        [.. Stages.Fused(Stages.Differentiated($"{layers} [Loss(Loss.MeanSquaredError)]")).Statements];
}
