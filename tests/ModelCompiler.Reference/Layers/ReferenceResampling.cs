namespace ModelCompiler.Reference.Layers;

/// <summary>A layer whose every output is a weighted sum of inputs, with weights that follow from shapes alone.</summary>
public abstract class ReferenceLinear : ReferenceLayer
{
    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => [.. Enumerable.Range(0, OutputSize).Select(i => Terms(i).Sum(t => input[t.From] * t.Weight))];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var gradient = new double[InputSize];
        for (int i = 0; i < OutputSize; i++)
            foreach (var (from, weight) in Terms(i)) gradient[from] += outputGradient[i] * weight;
        return gradient;
    }

    /// <summary>Where an element of a map lies.</summary>
    protected static (int Y, int X, int C) Place(int[] shape, int i) => (i / shape[2] / shape[1], i / shape[2] % shape[1], i % shape[2]);

    /// <summary>Number of a place's element.</summary>
    protected static int At(int[] shape, int y, int x, int c) => (y * shape[1] + x) * shape[2] + c;

    /// <summary>What output element <paramref name="i"/> is the sum of.</summary>
    protected abstract IEnumerable<(int From, double Weight)> Terms(int i);
}

/// <summary>A map without its border.</summary>
public sealed class ReferenceCropping2D(int top, int bottom, int left, int right) : ReferenceLinear
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [input[0] - top - bottom, input[1] - left - right, input[2]];

    /// <inheritdoc/>
    protected override IEnumerable<(int From, double Weight)> Terms(int i)
    {
        var (y, x, c) = Place(OutputShape, i);
        return [(At(InputShape, y + top, x + left, c), 1)];
    }
}

/// <summary>A larger map: copies of the nearest cell, or lines between the centres of the four nearest, which go on level beyond the last.</summary>
public sealed class ReferenceUpSampling2D(int height, int width, bool bilinear = false) : ReferenceLinear
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [input[0] * height, input[1] * width, input[2]];

    /// <inheritdoc/>
    protected override IEnumerable<(int From, double Weight)> Terms(int i)
    {
        var (y, x, c) = Place(OutputShape, i);
        return bilinear
            ? from row in Between(y, height, InputShape[0]) from column in Between(x, width, InputShape[1]) select (At(InputShape, row.Cell, column.Cell, c), row.Weight * column.Weight)
            : [(At(InputShape, y / height, x / width, c), 1)];
    }

    private static (int Cell, double Weight)[] Between(int at, int factor, int extent)
    {
        double place = Math.Clamp((at + 0.5) / factor - 0.5, 0, extent - 1);
        int before = (int)place;
        // A neighbour without weight is not looked at: it may be a NaN.
        return place > before ? [(before, 1 - (place - before)), (before + 1, place - before)] : [(before, 1)];
    }
}

/// <summary>A constant kernel over each channel; cells outside the map are 0.</summary>
public sealed class ReferenceFilter(ReferenceWindow vertical, ReferenceWindow horizontal, double[] kernel) : ReferenceLinear
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [vertical.Output(input[0]), horizontal.Output(input[1]), input[2]];

    /// <inheritdoc/>
    protected override IEnumerable<(int From, double Weight)> Terms(int i)
    {
        var (y, x, c) = Place(OutputShape, i);
        for (int k = 0; k < kernel.Length; k++)
        {
            int iy = vertical.Cell(y, k / horizontal.Size, InputShape[0]), ix = horizontal.Cell(x, k % horizontal.Size, InputShape[1]);
            if (iy >= 0 && iy < InputShape[0] && ix >= 0 && ix < InputShape[1]) yield return (At(InputShape, iy, ix, c), kernel[k]);
        }
    }
}
