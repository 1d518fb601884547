namespace ModelCompiler.Reference.Layers;

/// <summary>A layer that reads several values; they come one after the other.</summary>
public abstract class ReferenceJoin : ReferenceLayer
{
    /// <summary>Shapes of the values, in order.</summary>
    protected IReadOnlyList<int[]> Inputs { get; private set; } = [];

    /// <inheritdoc/>
    public sealed override int[] Connect(IReadOnlyList<int[]> inputShapes)
    {
        Inputs = inputShapes;
        return Connect([inputShapes.Sum(ReferenceShape.Count)]);
    }

    /// <summary>One value out of all.</summary>
    protected double[] Part(double[] all, int number)
    {
        int start = Inputs.Take(number).Sum(ReferenceShape.Count);
        return all[start..(start + ReferenceShape.Count(Inputs[number]))];
    }
}

/// <summary>Values beside each other along the last axis.</summary>
public sealed class ReferenceConcatenate : ReferenceJoin
{
    private int Rows => OutputSize / OutputShape[^1];

    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [.. Inputs[0][..^1], Inputs.Sum(s => s[^1])];

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) =>
        [.. Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Range(0, Inputs.Count).SelectMany(k => Row(Part(input, k), row, Inputs[k][^1])))];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var gradients = Inputs.Select(_ => new List<double>()).ToArray();
        for (int row = 0; row < Rows; row++)
        {
            double[] all = Row(outputGradient, row, OutputShape[^1]);
            int at = 0;
            for (int k = 0; k < Inputs.Count; k++) gradients[k].AddRange(all[at..(at += Inputs[k][^1])]);
        }

        return [.. gradients.SelectMany(g => g)];
    }

    private static double[] Row(double[] values, int row, int columns) => values[(row * columns)..((row + 1) * columns)];
}
