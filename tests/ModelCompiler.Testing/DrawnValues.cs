namespace ModelCompiler.Testing;

/// <summary>The numbers of <c>tests/parity/values.py</c>, bit for bit: a 32-bit hash of (stream, index), then exact float32 arithmetic.</summary>
public static class DrawnValues
{
    /// <summary>In [0, 1).</summary>
    public static float[] Unit(uint stream, int count) => Draw(count, i => (Bits(stream, i) >> 8) * (1f / (1 << 24)));

    /// <summary>In [-bound, bound); the bound is a power of two.</summary>
    public static float[] Symmetric(uint stream, int count, float bound) => Draw(count, i => ((Bits(stream, i) >> 8) * (1f / (1 << 24)) * 2 - 1) * bound);

    /// <summary>Whole numbers in [0, number).</summary>
    public static int[] Classes(uint stream, int count, int number) => Draw(count, i => (int)(Bits(stream, i) % (uint)number));

    private static T[] Draw<T>(int count, Func<int, T> value)
    {
        var values = new T[count];
        for (int i = 0; i < count; i++) values[i] = value(i);
        return values;
    }

    private static uint Bits(uint stream, int index)
    {
        uint h = unchecked((uint)index + stream * 0x9E3779B9);
        h ^= h >> 16;
        h *= 0x85EBCA6B;
        h ^= h >> 13;
        h *= 0xC2B2AE35;
        return h ^ (h >> 16);
    }
}
