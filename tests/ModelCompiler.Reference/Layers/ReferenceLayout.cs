namespace ModelCompiler.Reference.Layers;

/// <summary>Neighbouring elements along one axis, from 0.</summary>
public sealed class ReferenceSlice(int axis, int start, int length) : ReferenceLinear
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [.. input.Select((extent, d) => d == Number(input) ? length : extent)];

    /// <inheritdoc/>
    protected override IEnumerable<(int From, double Weight)> Terms(int i)
    {
        int[] place = ReferenceShape.Place(OutputShape, i);
        place[Number(InputShape)] += start;
        return [(ReferenceShape.Number(InputShape, place), 1)];
    }

    private int Number(int[] shape) => axis > 0 ? axis - 1 : shape.Length + axis;
}

/// <summary>Axes in another order, each given by its number from 1.</summary>
public sealed class ReferencePermute(int[] dims) : ReferenceLinear
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [.. dims.Select(d => input[d - 1])];

    /// <inheritdoc/>
    protected override IEnumerable<(int From, double Weight)> Terms(int i)
    {
        int[] place = ReferenceShape.Place(OutputShape, i), from = new int[place.Length];
        for (int d = 0; d < place.Length; d++) from[dims[d] - 1] = place[d];
        return [(ReferenceShape.Number(InputShape, from), 1)];
    }
}

/// <summary>Channel i · groups + g is channel g · n + i of the input.</summary>
public sealed class ReferenceChannelShuffle(int groups) : ReferenceLinear
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => input;

    /// <inheritdoc/>
    protected override IEnumerable<(int From, double Weight)> Terms(int i)
    {
        int channels = OutputShape[^1], c = i % channels;
        return [(i - c + (c % groups * (channels / groups)) + (c / groups), 1)];
    }
}

/// <summary>Row i and column j of each cell of r×r from channel c · r² + i · r + j.</summary>
public sealed class ReferencePixelShuffle(int factor) : ReferenceLinear
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => [input[0] * factor, input[1] * factor, input[2] / factor / factor];

    /// <inheritdoc/>
    protected override IEnumerable<(int From, double Weight)> Terms(int i)
    {
        var (y, x, c) = Place(OutputShape, i);
        return [(At(InputShape, y / factor, x / factor, (c * factor * factor) + (y % factor * factor) + (x % factor)), 1)];
    }
}
