using ModelCompiler.Reference;
using ModelCompiler.Testing;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// What roundings of floats can explain where terms cancel and a result is small beside them: the reference itself is moved. A sum of n products in floats is the exact sum of products that were
/// moved by up to n/2 steps of a float each, by the root of that as a rule (Higham, <i>The accuracy of floating point summation</i>, 1993), and what a layer makes of it is rounded once more: so
/// a network computed in floats is one computed exactly of weights, inputs, values and gradients that differ by some steps. The gradient of a softmax whose outputs all have the same slope, say,
/// is that slope times 1 - Σ y, and that of a shift before a normalization is a sum that the mean was taken from: nothing, or what roundings leave of it.
/// </summary>
internal static class Roundings
{
    /// <summary>Steps that a weight is off by: the root of the few hundred terms that the sums of a test have.</summary>
    private const double Steps = 16;

    /// <summary>One step of a float, relative to it.</summary>
    private const double Step = 1.0 / (1 << 23);

    /// <summary>Moves enough to meet a direction close to the worst of few.</summary>
    private const int Draws = 8;

    /// <summary>
    /// How far any value of <paramref name="result"/> moves where every weight and every value of <paramref name="reference"/> and every element of <paramref name="data"/> moves by up to one step of
    /// a float, times <see cref="Steps"/>.
    /// </summary>
    public static double Move(ReferenceNetwork reference, IReadOnlyList<float[]> data, Func<double[][], double[]> result)
    {
        double[][] weights = [.. reference.Parameters.Select(p => p.Values.ToArray())];
        double[] still = result([.. data.Select(Agreement.Widen)]);
        var random = new SplitMix64(1);
        double largest = 0;
        reference.Rounding = Moved;
        for (int draw = 0; draw < Draws; draw++)
        {
            foreach (var (i, parameter) in reference.Parameters.Index()) Moved(weights[i]).CopyTo(parameter.Values, 0);
            largest = Math.Max(largest, still.Zip(result([.. data.Select(d => Moved(Agreement.Widen(d)))]), (a, b) => Math.Abs(a - b)).Max());
        }

        reference.Rounding = null;
        foreach (var (i, parameter) in reference.Parameters.Index()) weights[i].CopyTo(parameter.Values, 0);
        return Steps * largest;

        double[] Moved(double[] values) => [.. values.Zip(random.Floats(values.Length, (float)-Step, (float)Step), (value, by) => value * (1 + by))];
    }
}
