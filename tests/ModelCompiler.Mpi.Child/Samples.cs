using ModelCompiler.Data;

namespace MpiTests;

/// <summary>Samples drawn from seeds.</summary>
internal static class Samples
{
    /// <summary>72 numbers each, whose class follows from their first ones.</summary>
    public static Dataset Classes(int count, int seed)
    {
        float[] inputs = Numbers(count * 72, seed);
        return new Dataset(inputs, Enumerable.Range(0, count).Select(n => inputs[n * 72] > 0 ? 0 : inputs[n * 72 + 1] > 0 ? 1 : 2).ToArray(), 72);
    }

    /// <summary>Four numbers each, and two to be learnt.</summary>
    public static Dataset Pairs(int count, int seed) => new(Numbers(count * 4, seed), Numbers(count * 2, seed + 1), 4, 2);

    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
