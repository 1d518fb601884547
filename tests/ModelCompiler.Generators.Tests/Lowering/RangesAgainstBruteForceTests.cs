using CsCheck;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>What is proven of random forms over nested loops holds at every point; a form that fails is shrunk to a small one.</summary>
public class RangesAgainstBruteForceTests
{
    /// <summary>A loop from 0 to a bound: a number, and a multiple of the variable around it.</summary>
    private sealed record Axis(int Extent, int OfOuter);

    private sealed record Question(Axis[] Axes, int[] Coefficients, int Constant, int Divisor);

    private static readonly Gen<Axis> axes = Gen.Select(Gen.Int[0, 4], Gen.Int[-1, 2], (extent, outer) => new Axis(extent, outer));

    private static readonly Gen<Question> questions = Gen.Select(axes.Array[1, 3], Gen.Int[-5, 5].Array[3], Gen.Int[-9, 9], Gen.Int[1, 4], (a, c, k, d) => new Question(a, c, k, d));

    [Fact]
    public void What_is_proven_holds() =>
        questions.Sample(Holds, iter: 20_000, threads: 1, print: q => $"{string.Join(", ", q.Axes.Select(a => a.ToString()))}: {string.Join(", ", q.Coefficients)} + {q.Constant}, / {q.Divisor}");

    /// <summary>Not every truth is proven, but most are: otherwise this would hold of a prover that always says no.</summary>
    [Fact]
    public void Most_of_what_holds_is_proven()
    {
        int proven = 0, holding = 0;
        questions.Sample(q =>
        {
            bool holds = Points(q, 0, []).All(p => Value(q, p) >= 0);
            holding += holds ? 1 : 0;
            proven += holds && IsProven(q) ? 1 : 0;
        }, iter: 3_000, threads: 1, seed: "0N0XIzNsQ0O2");
        Assert.True(proven > 0.8 * holding, $"{proven} of {holding}");
    }

    private static bool Holds(Question q) => !IsProven(q) || Points(q, 0, []).All(p => Value(q, p) >= 0);

    private static bool IsProven(Question q)
    {
        var ranges = new VariableRanges();
        NumberedForm sum = NumberedForm.Of(q.Constant);
        for (int i = 0; i < q.Axes.Length; i++)
        {
            NumberedForm outer = i == 0 ? NumberedForm.Zero : ranges.Linear(new IntVariable($"v{i - 1}"));
            ranges.Declare($"v{i}", [new(NumberedForm.Zero)], [new(NumberedForm.Of(q.Axes[i].Extent).Combine(1, outer, q.Axes[i].OfOuter))]);
            sum = sum.Combine(1, ranges.Linear(new IntVariable($"v{i}")), q.Coefficients[i]);
        }

        // The innermost variable's quotient, rounded down.
        var quotient = new IntBinary(IntOperator.Divide, new IntVariable($"v{q.Axes.Length - 1}"), new IntNumber(q.Divisor));
        return ranges.IsNatural(sum.Combine(1, ranges.Linear(quotient), q.Coefficients[0]));
    }

    private static int Value(Question q, int[] point) => q.Constant + point.Select((v, i) => v * q.Coefficients[i]).Sum() + (q.Coefficients[0] * (point[^1] / q.Divisor));

    private static IEnumerable<int[]> Points(Question q, int axis, int[] outer)
    {
        if (axis == q.Axes.Length) return [outer];
        int last = q.Axes[axis].Extent + (axis == 0 ? 0 : q.Axes[axis].OfOuter * outer[^1]);
        return Enumerable.Range(0, Math.Max(0, last + 1)).SelectMany(v => Points(q, axis + 1, [.. outer, v]));
    }
}
