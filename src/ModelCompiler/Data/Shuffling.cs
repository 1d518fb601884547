using System.Buffers;
using ModelCompiler.Runtime;

namespace ModelCompiler.Data;

/// <summary>Orders drawn by Fisher and Yates' method from a counter-based generator, the same on every machine and framework
/// version.</summary>
internal static class Shuffling
{
    /// <summary>Keeps these numbers apart from those that weights are drawn with.</summary>
    private const uint Stream = 0x5348_5546;

    /// <summary>The numbers of one round of a seed.</summary>
    public static CounterRandom Random(int seed, int round) => new((uint)seed, Stream, (uint)round);

    /// <summary>Fills <paramref name="order"/> with all indices, mixed; each round of a seed is another order.</summary>
    public static void Fill(Span<int> order, int seed, int round)
    {
        FillInOrder(order);
        Mix(order, seed, round);
    }

    /// <summary>Mixes what is there.</summary>
    public static void Mix(Span<int> order, int seed, int round)
    {
        CounterRandom random = Random(seed, round);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = random.NextInt32(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }

    /// <summary>Fills <paramref name="order"/> as a stream with a window is mixed: each index is drawn among <paramref name="window"/> that
    /// are held, and replaced by the next.</summary>
    public static void FillWindowed(Span<int> order, int window, int seed, int round)
    {
        CounterRandom random = Random(seed, round);
        window = Math.Min(window, order.Length);
        int[] rented = ArrayPool<int>.Shared.Rent(Math.Max(1, window));
        Span<int> held = rented.AsSpan(0, window);
        FillInOrder(held);
        int next = window;
        for (int i = 0; i < order.Length; i++)
        {
            int slot = random.NextInt32(held.Length);
            order[i] = held[slot];
            if (next < order.Length)
            {
                held[slot] = next++;
                continue;
            }

            held[slot] = held[^1];
            held = held[..^1];
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    /// <summary>0, 1, 2, ...</summary>
    public static void FillInOrder(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
    }
}
