namespace ModelCompiler.Data;

/// <summary>Extents of one sample, channels last.</summary>
internal static class SampleShape
{
    /// <summary>Floats of one sample.</summary>
    public static int Size(IReadOnlyList<int> shape)
    {
        int size = 1;
        // An enumerator would be allocated.
        for (int i = 0; i < shape.Count; i++)
            size = checked(size * shape[i]);
        return size;
    }

    /// <summary>As a message writes it, <c>28×28×1</c>.</summary>
    public static string Text(IReadOnlyList<int> shape) => string.Join("×", shape);

    /// <summary>A copy of what a caller gave, all of it at least 1.</summary>
    public static int[] Checked(IReadOnlyList<int> shape, string name)
    {
        ArgumentNullException.ThrowIfNull(shape, name);
        if (shape.Count == 0)
            throw new ArgumentException("A sample has at least one extent, for example [28, 28, 1].", name);
        foreach (int extent in shape)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(extent, name);
        return [.. shape];
    }

    /// <summary>Height, width and channels of a picture; a sample of two extents is grey.</summary>
    /// <exception cref="DatasetException">Samples that are no pictures.</exception>
    public static (int Height, int Width, int Channels) Picture(IReadOnlyList<int> shape, string wanted) => shape switch
    {
        [var height, var width] => (height, width, 1),
        [var height, var width, var channels] => (height, width, channels),
        _ => throw new DatasetException(
            $"{wanted} takes pictures of height, width and channels, but the samples are {Text(shape)}. Say how their numbers are "
                + "arranged, for example Reshape(28, 28, 1)."),
    };
}
