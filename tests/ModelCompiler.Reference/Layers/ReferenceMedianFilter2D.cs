namespace ModelCompiler.Reference.Layers;

/// <summary>The middle of a window's numbers, by sorting; cells outside the map are 0. The gradient goes to the first cell of that number.</summary>
public sealed class ReferenceMedianFilter2D(ReferenceWindow window) : ReferenceLayer
{
    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => [.. Enumerable.Range(0, OutputSize).Select(i => Middle(Numbers(input, i)))];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var gradient = new double[InputSize];
        for (int i = 0; i < OutputSize; i++)
        {
            int chosen = Cells(i).First(cell => (cell < 0 ? 0 : input[cell]) == output[i]);
            if (chosen >= 0) gradient[chosen] += outputGradient[i];
        }
        return gradient;
    }

    /// <inheritdoc/>
    public override double DistanceToKink(double[] input)
    {
        double distance = double.PositiveInfinity, scale = Magnitude.Of(input);
        for (int i = 0; i < OutputSize; i++)
        {
            double[] numbers = Numbers(input, i);
            double middle = Middle(numbers);
            foreach (double number in numbers)
                if (number != middle) distance = Math.Min(distance, Math.Abs(number - middle) / scale);
        }
        return distance;
    }

    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [window.Output(input[0]), window.Output(input[1]), input[2]];

    private double[] Numbers(double[] input, int i) => [.. Cells(i).Select(cell => cell < 0 ? 0 : input[cell])];

    private static double Middle(double[] numbers) => numbers.Any(double.IsNaN) ? double.NaN : numbers.Order().ElementAt(numbers.Length / 2);

    /// <summary>Rows first; -1 outside.</summary>
    private IEnumerable<int> Cells(int i)
    {
        int channels = InputShape[2], c = i % channels, x = i / channels % OutputShape[1], y = i / channels / OutputShape[1];
        for (int k = 0; k < window.Size * window.Size; k++)
        {
            int iy = window.Cell(y, k / window.Size, InputShape[0]), ix = window.Cell(x, k % window.Size, InputShape[1]);
            yield return iy >= 0 && iy < InputShape[0] && ix >= 0 && ix < InputShape[1] ? (iy * InputShape[1] + ix) * channels + c : -1;
        }
    }
}
