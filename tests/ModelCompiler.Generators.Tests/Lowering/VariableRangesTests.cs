using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>Numbers past 64 bits are never wrapped into a proof, nor into an exception: of them nothing is known.</summary>
public class VariableRangesTests
{
    [Theory]
    [InlineData(1L << 30, -(1L << 31), false)] // -2^31 · 2^33 is 0 in 64 bits.
    [InlineData(1L << 40, -(1L << 30), false)]
    [InlineData(1L << 40, long.MinValue, false)]
    [InlineData(1L << 40, -1, false)]
    [InlineData(1L << 40, 1L << 20, true)]
    public void Products_past_64_bits(long greatest, long coefficient, bool natural)
    {
        var ranges = new VariableRanges();
        ranges.Declare("x", 0, greatest);
        NumberedForm x = ranges.Linear(new IntVariable("x"));
        Assert.Equal(natural, ranges.IsNatural(NumberedForm.Zero.Combine(1, x, coefficient)));
    }

    /// <summary>Bounds are put in each other's place, and their coefficients multiply.</summary>
    [Fact]
    public void Products_of_coefficients_past_64_bits()
    {
        var ranges = new VariableRanges();
        ranges.Declare("a", 0, 1L << 31);
        NumberedForm last = ranges.Linear(new IntVariable("a"));
        foreach (string name in new[] { "b", "c", "d" })
        {
            ranges.Declare(name, [new(NumberedForm.Zero)], [new(NumberedForm.Zero.Combine(1, last, 1L << 22))]);
            last = ranges.Linear(new IntVariable(name));
            Assert.False(ranges.IsNatural(NumberedForm.Of(1).Combine(1, last, -1)));
        }
    }

    [Fact]
    public void What_is_too_large_stays_so()
    {
        NumberedForm large = NumberedForm.Of(1L << 60).Plus(1L << 60);
        Assert.True(large.IsTooLarge);
        Assert.True(large.Plus(-5).IsTooLarge);
        Assert.True(NumberedForm.Variable(0).Combine(1, large, 1).IsTooLarge);
        Assert.False(new VariableRanges().IsNatural(large));
        Assert.Equal(1, new VariableRanges().Multiple(large));
    }
}
