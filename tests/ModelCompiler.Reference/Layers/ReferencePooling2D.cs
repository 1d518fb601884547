namespace ModelCompiler.Reference.Layers;

/// <summary>Slides a window over each channel; only cells inside the map count.</summary>
public abstract class ReferencePooling2D(ReferenceWindow vertical, ReferenceWindow horizontal) : ReferenceLayer
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        var (height, width, channels) = ReferenceShape.Map(input);
        return [vertical.Output(height), horizontal.Output(width), channels];
    }

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        var output = new double[OutputSize];
        for (int i = 0; i < output.Length; i++) output[i] = Reduce(input, Cells(i), CellsWithPadding(i));
        return output;
    }

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var inputGradient = new double[InputSize];
        for (int i = 0; i < outputGradient.Length; i++) Spread(input, Cells(i), CellsWithPadding(i), outputGradient[i], inputGradient);
        return inputGradient;
    }

    /// <summary>Value of a window.</summary>
    /// <param name="padded">How many cells there are with the padding's.</param>
    protected abstract double Reduce(double[] input, List<int> cells, int padded);

    /// <summary>Adds a window's gradient to that of its cells.</summary>
    protected abstract void Spread(double[] input, List<int> cells, int padded, double gradient, double[] inputGradient);

    /// <summary>Cells of a window in the map and the padding that is declared around it.</summary>
    protected int CellsWithPadding(int i)
    {
        int channels = OutputShape[2], x = i / channels % OutputShape[1], y = i / channels / OutputShape[1];
        return Count(vertical, y, InputShape[0]) * Count(horizontal, x, InputShape[1]);

        static int Count(ReferenceWindow window, int at, int extent)
        {
            int before = window.Before(extent), after = window.Padding switch
            {
                ReferencePadding.Same => Math.Max((window.Output(extent) - 1) * window.Stride + (window.Size - 1) * window.Dilation + 1 - extent - before, 0),
                _ => window.Pads - before,
            };
            return Enumerable.Range(0, window.Size).Count(k => window.Cell(at, k, extent) < extent + after);
        }
    }

    /// <summary>Indices of the input elements under output element <paramref name="i"/>, rows first.</summary>
    protected List<int> Cells(int i)
    {
        var (height, width, channels) = ReferenceShape.Map(InputShape);
        int channel = i % channels, x = i / channels % OutputShape[1], y = i / channels / OutputShape[1];
        var cells = new List<int>();
        for (int ky = 0; ky < vertical.Size; ky++)
            for (int kx = 0; kx < horizontal.Size; kx++)
            {
                int iy = vertical.Cell(y, ky, height), ix = horizontal.Cell(x, kx, width);
                if (iy >= 0 && iy < height && ix >= 0 && ix < width) cells.Add((iy * width + ix) * channels + channel);
            }
        return cells;
    }
}

/// <summary>The largest cell; the gradient goes to the first cell that has it.</summary>
public sealed class ReferenceMaxPooling2D(ReferenceWindow vertical, ReferenceWindow horizontal) : ReferencePooling2D(vertical, horizontal)
{
    /// <inheritdoc/>
    public override double DistanceToKink(double[] input)
    {
        double distance = double.PositiveInfinity, scale = Magnitude.Of(input);
        for (int i = 0; i < OutputSize; i++)
        {
            var cells = Cells(i);
            int first = First(input, cells);
            // Equal values are no danger: exact ties (such as zeros behind a ReLU) are resolved by order in any arithmetic.
            foreach (int cell in cells)
                if (input[cell] != input[first]) distance = Math.Min(distance, (input[first] - input[cell]) / scale);
        }
        return distance;
    }

    /// <inheritdoc/>
    protected override double Reduce(double[] input, List<int> cells, int padded) => input[First(input, cells)];

    /// <inheritdoc/>
    protected override void Spread(double[] input, List<int> cells, int padded, double gradient, double[] inputGradient) => inputGradient[First(input, cells)] += gradient;

    private static int First(double[] input, List<int> cells)
    {
        int best = cells[0];
        foreach (int cell in cells)
            if (input[cell] > input[best] || double.IsNaN(input[cell])) best = cell;
        return best;
    }
}

/// <summary>The mean of the cells inside the map, or, where padding counts, of all with the padding's zeros.</summary>
public sealed class ReferenceAveragePooling2D(ReferenceWindow vertical, ReferenceWindow horizontal, bool countsPadding = false) : ReferencePooling2D(vertical, horizontal)
{
    /// <inheritdoc/>
    protected override double Reduce(double[] input, List<int> cells, int padded)
    {
        double sum = 0;
        foreach (int cell in cells) sum += input[cell];
        return sum / (countsPadding ? padded : cells.Count);
    }

    /// <inheritdoc/>
    protected override void Spread(double[] input, List<int> cells, int padded, double gradient, double[] inputGradient)
    {
        foreach (int cell in cells) inputGradient[cell] += gradient / (countsPadding ? padded : cells.Count);
    }
}
