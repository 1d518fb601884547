using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>
/// Floats of a buffer, and what they count: the mean gradient of a part counts as its share of the batch, a sum of several counts 1.
/// </summary>
internal readonly record struct PartTerm(AlignedBuffer Buffer, int Start, float Weight);

/// <summary>
/// Adds terms up in a given order: each addition takes a term into another one's memory. Threads take ranges of floats and make all
/// additions there, so that a range stays in a cache.
/// </summary>
internal sealed class PartSum : IRangeWork
{
    /// <summary>Floats of a range: with two to eight terms, less than a core's second-level cache.</summary>
    private const int RangeFloats = 16 * 1024;

    private readonly List<(PartTerm Into, PartTerm Other)> additions = [];
    private AlignedBuffer? result;
    private int resultStart, length;
    private PartTerm last;

    /// <summary>Adds a term into another one's memory, once <see cref="Run"/> is called.</summary>
    /// <returns>The sum.</returns>
    public PartTerm Add(PartTerm into, PartTerm other)
    {
        additions.Add((into, other));
        return into with { Weight = 1 };
    }

    /// <summary>Makes all additions, and brings the last term to where it should lie.</summary>
    /// <param name="sum">The term that all others were added to.</param>
    /// <param name="floats">Floats of each term.</param>
    /// <param name="to">Where the sum should lie.</param>
    /// <param name="start">From which float on.</param>
    /// <param name="threads">The most threads.</param>
    public void Run(PartTerm sum, int floats, AlignedBuffer to, int start, int threads)
    {
        (last, length, result, resultStart) = (sum, floats, to, start);
        int items = (floats + RangeFloats - 1) / RangeFloats;
        if (items > 1)
            WorkerPool.Run(this, 0, items, threads);
        else
            ((IRangeWork)this).Execute(0, 0, items);
        additions.Clear();
    }

    void IRangeWork.Execute(int job, int from, int to)
    {
        for (int item = from; item < to; item++)
        {
            int start = item * RangeFloats, count = Math.Min(RangeFloats, length - start);
            foreach ((PartTerm into, PartTerm other) in additions)
                Add(Floats(into, start, count), into.Weight, Floats(other, start, count), other.Weight);
            Finish(start, count);
        }
    }

    private void Finish(int start, int count)
    {
        Span<float> sum = Floats(last, start, count), there = result!.Span.Slice(resultStart + start, count);
        if (last.Weight != 1)
            Scale(sum, last.Weight);
        if (last.Buffer != result || last.Start != resultStart)
            sum.CopyTo(there);
    }

    private static Span<float> Floats(PartTerm term, int start, int count) => term.Buffer.Span.Slice(term.Start + start, count);

    /// <summary><c>into · weight + other · otherWeight</c>, each product and the sum rounded, with vectors of any width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<float> into, float weight, ReadOnlySpan<float> other, float otherWeight)
    {
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(into);
        ReadOnlySpan<Vector<float>> terms = MemoryMarshal.Cast<float, Vector<float>>(other);
        for (int i = 0; i < sums.Length && i < terms.Length; i++)
            sums[i] = sums[i] * weight + terms[i] * otherWeight;
        for (int i = sums.Length * Vector<float>.Count; i < into.Length; i++)
            into[i] = into[i] * weight + other[i] * otherWeight;
    }

    private static void Scale(Span<float> values, float weight)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] *= weight;
    }
}
