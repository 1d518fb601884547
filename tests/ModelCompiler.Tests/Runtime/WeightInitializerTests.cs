using ModelCompiler.Runtime;

namespace ModelCompiler.Tests.Runtime;

public class WeightInitializerTests
{
    private const int Count = 100_000;
    private const int FanIn = 30;
    private const int FanOut = 70;

    [Theory]
    [InlineData(Initializer.GlorotUniform, 6.0 / 100)]
    [InlineData(Initializer.HeUniform, 6.0 / 30)]
    [InlineData(Initializer.LeCunUniform, 3.0 / 30)]
    public void Uniform_ones_fill_their_interval(Initializer initializer, double squaredLimit)
    {
        float[] drawn = Draw(initializer);
        double limit = Math.Sqrt(squaredLimit);
        Assert.InRange(drawn.Max(), limit * 0.999, limit);
        Assert.InRange(drawn.Min(), -limit * 1.000001, -limit * 0.999);
        Assert.InRange(Variance(drawn), squaredLimit / 3 * 0.98, squaredLimit / 3 * 1.02);
    }

    [Theory]
    [InlineData(Initializer.GlorotNormal, 2.0 / 100)]
    [InlineData(Initializer.HeNormal, 2.0 / 30)]
    [InlineData(Initializer.LeCunNormal, 1.0 / 30)]
    public void Normal_ones_are_cut_at_two_deviations_and_keep_their_variance(Initializer initializer, double variance)
    {
        float[] drawn = Draw(initializer);
        double cut = 2 * Math.Sqrt(variance) / 0.87962566103423978;
        Assert.InRange(drawn.Max(), cut * 0.99, cut * 1.000001);
        Assert.InRange(Variance(drawn), variance * 0.98, variance * 1.02);
    }

    [Fact]
    public void Own_numbers_are_used()
    {
        float[] normal = Draw(Initializer.RandomNormal, 3, 0.5f);
        Assert.InRange(normal.Average(), 2.99, 3.01);
        Assert.InRange(Variance(normal), 0.245, 0.255);
        Assert.True(normal.Max() > 3 + 2 * 0.5, "a plain normal is not cut");
        float[] uniform = Draw(Initializer.RandomUniform, -1, 2);
        Assert.InRange(uniform.Min(), -1, -0.99);
        Assert.InRange(uniform.Max(), 1.99, 2);
        Assert.All(Draw(Initializer.Constant, 0.75f).Take(9), value => Assert.Equal(0.75f, value));
        Assert.All(Draw(Initializer.Ones).Take(9), value => Assert.Equal(1, value));
        Assert.All(Draw(Initializer.Zeros).Take(9), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_truncated_normal_keeps_its_numbers()
    {
        float[] drawn = Draw(Initializer.TruncatedNormal, 3, 0.5f);
        Assert.InRange(drawn.Max(), 3.99, 4.000001);
        Assert.InRange(drawn.Average(), 2.99, 3.01);
        // The variance of a unit normal that is cut at two deviations.
        Assert.InRange(Variance(drawn), 0.25 * 0.7737 * 0.98, 0.25 * 0.7737 * 1.02);
    }

    [Theory]
    [InlineData(40, 7)]
    [InlineData(7, 40)]
    [InlineData(16, 16)]
    [InlineData(1, 5)]
    public void Orthogonal_vectors_have_one_length_and_no_product(int rows, int columns)
    {
        float[] matrix = Draw(Initializer.Orthogonal, [rows, columns], 1.5f);
        int count = Math.Min(rows, columns);
        double At(int vector, int i) => rows < columns ? matrix[vector * columns + i] : matrix[i * columns + vector];
        for (int a = 0; a < count; a++)
            for (int b = 0; b < count; b++)
                Assert.Equal(a == b ? 2.25 : 0, Enumerable.Range(0, Math.Max(rows, columns)).Sum(i => At(a, i) * At(b, i)), 1e-5);
    }

    [Fact]
    public void An_orthogonal_kernel_is_a_matrix_of_all_axes_but_the_last() =>
        Assert.Equal(Draw(Initializer.Orthogonal, [18, 4], 1), Draw(Initializer.Orthogonal, [3, 3, 2, 4], 1));

    [Fact]
    public void An_identity_is_a_unit_matrix_in_the_middle()
    {
        Assert.Equal([2, 0, 0, 0, 2, 0], Draw(Initializer.Identity, [2, 3], 2));
        float[] kernel = Draw(Initializer.Identity, [3, 3, 2, 2], 1);
        Assert.Equal([1, 0, 0, 1], kernel[16..20]);
        Assert.Equal(2, kernel.Sum());
    }

    private static float[] Draw(Initializer initializer, int[] shape, float a)
    {
        var weights = new float[shape.Aggregate((x, y) => x * y)];
        WeightInitializer.Fill(weights, new ParameterDescription("w", shape, 0, initializer, a, 0, 1, 1, true), seed: 11, index: 2);
        return weights;
    }

    private static float[] Draw(Initializer initializer, float a = 0, float b = 0)
    {
        var weights = new float[Count];
        weights.AsSpan().Fill(float.NaN);
        WeightInitializer.Fill(weights, new ParameterDescription("w", [Count], 0, initializer, a, b, FanIn, FanOut, true), seed: 11, index: 2);
        return weights;
    }

    private static double Variance(float[] values)
    {
        double mean = values.Average(v => (double)v);
        return values.Average(v => (v - mean) * (v - mean));
    }
}
