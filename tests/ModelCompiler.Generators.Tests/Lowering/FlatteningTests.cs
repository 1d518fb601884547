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

    [Theory]
    [InlineData(true, 5, 4)]
    [InlineData(false, 6, 4)] // rows that are left out
    [InlineData(false, 5, 6)] // columns that are left out
    public void Only_sums_from_end_to_end_are_flattened(bool flattened, int height, int width)
    {
        Axis y = new("y", 5), x = new("x", 4);
        var map = new Tensor("map", Storage.Arena, Axis.BatchExtent, height, width);
        Comprehension Sum(params Axis[] over) => Comprehension.Reduce("sum", new Tensor("sum", Storage.Arena, Axis.BatchExtent), [Axis.Batch], over, Reduction.Sum, Load.At(map, [Axis.Batch, y, x]));
        Assert.Equal(flattened ? 1 : 2, Flattening.Run(Sum(y, x)).ReductionAxes.Count);
        Assert.Equal(2, Flattening.Run(Sum(x, y)).ReductionAxes.Count); // Not as it lies in memory.
    }

    private static Comprehension Of(string layers, string output)
    {
        TensorProgram program = Stages.Differentiated(layers);
        return program.Statements.FirstOrDefault(s => s.Output.Name == output)
            ?? throw new InvalidOperationException($"no {output} among {string.Join(", ", program.Statements.Select(s => s.Output.Name))}");
    }
}
