using ModelCompiler.Runtime;

namespace ModelCompiler.Data;

/// <summary>Orders drawn by Fisher and Yates' method from a counter-based generator, the same on every machine and framework
/// version.</summary>
internal static class Shuffling
{
    /// <summary>Keeps these numbers apart from those that weights are drawn with.</summary>
    private const uint Stream = 0x5348_5546;

    /// <summary>Fills <paramref name="order"/> with all indices, mixed; each round of a seed is another order.</summary>
    public static void Fill(Span<int> order, int seed, int round)
    {
        var random = new CounterRandom((uint)seed, Stream, (uint)round);
        FillInOrder(order);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = random.NextInt32(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }

    /// <summary>0, 1, 2, ...</summary>
    public static void FillInOrder(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
    }
}
