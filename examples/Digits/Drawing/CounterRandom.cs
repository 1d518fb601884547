namespace Digits.Drawing;

/// <summary>
/// Random numbers that depend on a key and a counter alone. Every picture has its own key, so pictures can be drawn in any order and on any
/// number of threads, and neither the machine nor the framework's version changes them.
/// </summary>
internal sealed class CounterRandom(int seed, int set, int index)
{
    private readonly ulong key = Mix(Mix(Mix((uint)seed) + (uint)set) + (uint)index);
    private ulong counter;

    /// <summary>A number in [0, 1).</summary>
    public float Next() => (Mix(key + 0x9E3779B97F4A7C15 * ++counter) >> 40) * (1f / (1 << 24));

    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Between(float low, float high) => low + (high - low) * Next();

    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => (int)(Next() * count);

    /// <summary>True with the given probability.</summary>
    public bool Chance(float probability) => Next() < probability;

    /// <summary>A bell-shaped number around 0 that never leaves ±3.5 deviations: the sum of four uniform ones.</summary>
    public float Bell(float deviation) => (Next() + Next() + Next() + Next() - 2f) * 1.7320508f * deviation;

    // The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): every input bit reaches every output bit.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
