using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Tests.Comprehensions;

public class AffineIndexTests
{
    private static readonly Axis Y = new("y", 5), K = new("k", 3), T = new("t", 11);

    /// <summary>i = s·y + d·k - p, solved for y or for k, must say the same of every point.</summary>
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(1, 3, -1)]
    public void A_solved_index_holds_at_the_same_points(int stride, int dilation, int pad)
    {
        var read = new AffineIndex([new Term(Y, stride), new Term(K, dilation)], -pad);
        var solvedY = read.SolveFor(Y, T);
        var solvedK = read.SolveFor(K, T);
        for (int y = 0; y < Y.Extent; y++)
        {
            for (int k = 0; k < K.Extent; k++)
            {
                int t = Value(read, (Y, y), (K, k))!.Value;
                Assert.Equal(y, Value(solvedY, (T, t), (K, k)));
                Assert.Equal(k, Value(solvedK, (T, t), (Y, y)));
            }
        }

        for (int t = 0; t < T.Extent; t++)
        {
            for (int k = 0; k < K.Extent; k++)
            {
                if (Value(solvedY, (T, t), (K, k)) is { } y) Assert.Equal(t, Value(read, (Y, y), (K, k)));
            }
        }
    }

    [Fact]
    public void Substitution_composes_sums()
    {
        var index = new AffineIndex([new Term(Y, 2), new Term(K, 1)], -1);
        var replaced = index.Substitute(new Dictionary<Axis, AffineIndex> { [Y] = new([new Term(T, 3), new Term(K, -1)], 4) });
        Assert.Equal("-k + 6·t + 7", new AffineIndex([.. replaced.Terms.OrderBy(t => t.Axis.Name)], replaced.Constant).ToString());
    }

    [Theory]
    [InlineData(1, 0, 7, false)]
    [InlineData(1, 0, 6, true)]
    [InlineData(1, -1, 7, true)]
    [InlineData(-1, 4, 7, false)]
    public void An_index_that_stays_inside_needs_no_guard(int stride, int constant, int extent, bool guard) =>
        Assert.Equal(guard, new AffineIndex([new Term(Y, stride), new Term(K, 1)], constant).NeedsGuard(extent));

    [Fact]
    public void A_fraction_always_needs_a_guard() => Assert.True(new AffineIndex([new Term(Y, 1)], 0, 2).NeedsGuard(100));

    /// <summary>The index's value, or null where it is not whole.</summary>
    private static int? Value(AffineIndex index, params (Axis Axis, int Value)[] point)
    {
        int numerator = index.Constant + index.Terms.Sum(t => t.Coefficient * point.Single(p => p.Axis == t.Axis).Value);
        return numerator % index.Divisor == 0 ? numerator / index.Divisor : null;
    }
}
