using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Lowering;

public class FlatteningTests
{
    [Fact]
    public void A_sum_over_all_of_a_sample_is_one_axis_long()
    {
        Comprehension loss = Flattening.Run(Of("[Input(7, 8, 3)] [Conv2D(5, 1)] [Loss(Loss.MeanSquaredError)]", "loss"));
        Assert.Equal(["e"], loss.ReductionAxes.Select(a => a.Name));
        Assert.Equal(7 * 8 * 5, loss.ReductionAxes[0].Extent);
        Assert.All(loss.Loads, load => Assert.Equal([Axis.BatchExtent, 7 * 8 * 5], load.Tensor.Extents));
        Assert.Contains("lanes 17×16 + 8", Scheduler.Choose(loss, Target.All[0], UnrollPreference.Speed, batchBound: true).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Input(7, 8, 3)] [Conv2D(5, 3)] [Loss(Loss.MeanSquaredError)]", "d conv2d_1.bias")] // samples and places, not channels
    [InlineData("[Input(7, 8, 3)] [Conv2D(5, 3)] [Loss(Loss.MeanSquaredError)]", "conv2d_1.linear")] // windows, not whole maps
    [InlineData("[Input(6)] [Dense(5)] [Loss(Loss.MeanSquaredError)]", "loss")] // one axis already
    public void Other_sums_stay_as_they_are(string layers, string output)
    {
        Comprehension sum = Of(layers, output);
        Assert.Same(sum, Flattening.Run(sum));
    }

    private static Comprehension Of(string layers, string output)
    {
        TensorProgram program = Stages.Differentiated(layers);
        return program.Statements.FirstOrDefault(s => s.Output.Name == output) ?? throw new InvalidOperationException($"no {output} among {string.Join(", ", program.Statements.Select(s => s.Output.Name))}");
    }
}
