namespace ModelCompiler.Testing;

/// <summary>A small random generator of our own, so that a printed seed means the same networks on every framework version.</summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>Sixty-four random bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool OneIn(int times) => Between(1, times) == 1;

    /// <summary>One of the given.</summary>
    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Between(0, choices.Length - 1)];

    /// <summary>A float of 24 random bits from <paramref name="least"/> up to <paramref name="most"/>.</summary>
    public float Float(float least, float most) => least + (most - least) * ((Next() >> 40) * (1f / (1 << 24)));

    /// <summary>Floats as <see cref="Float"/> draws them.</summary>
    public float[] Floats(int count, float least = -1, float most = 1)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = Float(least, most);
        return values;
    }
}
