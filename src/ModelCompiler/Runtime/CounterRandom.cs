using System.Runtime.CompilerServices;

namespace ModelCompiler.Runtime;

/// <summary>
/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): the n-th block is a function of key and n alone, so
/// that
/// streams are independent of each other and of the order in which they are drawn, and no framework version can change them.
/// </summary>
/// <param name="seed">Low half of the key.</param>
/// <param name="stream">High half of the key: numbers of different streams have nothing to do with each other.</param>
/// <param name="substream">Upper half of the counter, for a second dimension of streams.</param>
internal struct CounterRandom(uint seed, uint stream, ulong substream = 0)
{
    private ulong counter;
    private Block block;
    private int left;
    private double spareNormal = double.NaN;

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        if (left == 0)
        {
            block = Generate(seed, stream, counter++, substream);
            left = 4;
        }

        return block[--left];
    }

    /// <summary>Uniform in [0, 1), in steps of 2^-24, so that each value is exact.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1), in steps of 2^-53.</summary>
    public double NextDouble() => ((((ulong)NextUInt32() << 32) | NextUInt32()) >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in [0, bound), without bias (Lemire, "Fast random integer generation in an interval", 2019).</summary>
    public int NextInt32(int bound)
    {
        ulong product = (ulong)NextUInt32() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = (uint)-bound % (uint)bound;
            while ((uint)product < threshold)
                product = (ulong)NextUInt32() * (uint)bound;
        }

        return (int)(product >> 32);
    }

    /// <summary>Normal with mean 0 and variance 1 (Box and Muller).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(spareNormal))
        {
            double spare = spareNormal;
            spareNormal = double.NaN;
            return spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * NextDouble());
        spareNormal = radius * sine;
        return radius * cosine;
    }

    /// <summary>A well-mixed word of two numbers.</summary>
    public static uint Hash(int seed, long number) => Generate((uint)seed, 0x9E37_79B9, (ulong)number, 0)[0];

    /// <summary>Block <paramref name="counter"/> of a stream.</summary>
    internal static Block Generate(uint key0, uint key1, ulong counter, ulong substream)
    {
        uint c0 = (uint)counter, c1 = (uint)(counter >> 32), c2 = (uint)substream, c3 = (uint)(substream >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD251_1F53UL * c0, p1 = 0xCD9E_8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ key0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ key1, (uint)p0);
            key0 += 0x9E37_79B9;
            key1 += 0xBB67_AE85;
        }

        Block result = default;
        (result[0], result[1], result[2], result[3]) = (c0, c1, c2, c3);
        return result;
    }

    /// <summary>Four words.</summary>
    [InlineArray(4)]
    internal struct Block
    {
        private uint first;
    }
}
