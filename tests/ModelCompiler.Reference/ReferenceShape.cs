namespace ModelCompiler.Reference;

/// <summary>Arithmetic on shapes of one sample.</summary>
public static class ReferenceShape
{
    /// <summary>Number of elements.</summary>
    public static int Count(int[] shape)
    {
        int count = 1;
        foreach (int extent in shape) count = checked(count * extent);
        return count;
    }

    /// <summary>Height, width and channels of a map; anything else is a mistake in the test.</summary>
    public static (int Height, int Width, int Channels) Map(int[] shape) => shape is [var height, var width, var channels]
        ? (height, width, channels)
        : throw new ArgumentException($"a map of height, width and channels was expected, [{string.Join(", ", shape)}] came", nameof(shape));
}
