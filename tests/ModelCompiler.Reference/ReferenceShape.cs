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

    /// <summary>The place of element <paramref name="number"/> along each axis.</summary>
    public static int[] Place(int[] shape, int number)
    {
        var place = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; number /= shape[axis--]) place[axis] = number % shape[axis];
        return place;
    }

    /// <summary>The number of the element at a place.</summary>
    public static int Number(int[] shape, int[] place)
    {
        int number = 0;
        for (int axis = 0; axis < shape.Length; axis++) number = number * shape[axis] + place[axis];
        return number;
    }

    /// <summary>Height, width and channels of a map; anything else is a mistake in the test.</summary>
    public static (int Height, int Width, int Channels) Map(int[] shape) => shape is [var height, var width, var channels]
        ? (height, width, channels)
        : throw new ArgumentException($"a map of height, width and channels was expected, [{string.Join(", ", shape)}] came", nameof(shape));
}
