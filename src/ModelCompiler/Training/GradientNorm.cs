using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelCompiler.Training;

/// <summary>
/// The Euclidean norm of all gradients or of each tensor's, and the scale that keeps it within a limit. Each item is summed on its own, in
/// double, and then the items in their order, so that the number of threads changes no bit.
/// </summary>
internal sealed class GradientNorm
{
    private readonly UpdateItem[] items;
    private readonly bool ofEach;
    private readonly double limit;
    private readonly double[] squares;
    private readonly double[] sums;
    private readonly float[] scales;

    public GradientNorm(UpdateItem[] items, bool ofEach, double limit)
    {
        (this.items, this.ofEach, this.limit) = (items, ofEach, limit);
        squares = new double[items.Length];
        sums = new double[ofEach && items.Length > 0 ? items[^1].Tensor + 1 : 1];
        scales = new float[sums.Length];
    }

    /// <summary>Sums the squares of one item's gradients. Several threads may be in here, with items of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int item, ReadOnlySpan<float> gradients)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        // Two vectors at a time into sums of their own, so that additions do not wait for one another. Lengths are multiples of 16, and
        // vectors of 8 or 4 floats.
        Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero, nextLow = Vector<double>.Zero, nextHigh = Vector<double>.Zero;
        int pairs = vectors.Length & ~1;
        for (int i = 0; i < pairs; i += 2)
        {
            Vector.Widen(vectors[i], out Vector<double> first, out Vector<double> second);
            Vector.Widen(vectors[i + 1], out Vector<double> third, out Vector<double> fourth);
            low += first * first;
            high += second * second;
            nextLow += third * third;
            nextHigh += fourth * fourth;
        }

        // With vectors of 16 floats one may be left.
        for (int i = pairs; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out Vector<double> first, out Vector<double> second);
            low += first * first;
            high += second * second;
        }

        squares[item] = Vector.Sum(low + high + nextLow + nextHigh);
    }

    /// <summary>Makes the scales once all items were added.</summary>
    public void Finish()
    {
        Array.Clear(sums);
        for (int i = 0; i < items.Length; i++)
            sums[ofEach ? items[i].Tensor : 0] += squares[i];
        for (int i = 0; i < sums.Length; i++)
            scales[i] = (float)(limit / Math.Max(Math.Sqrt(sums[i]), limit));
    }

    /// <summary>What a tensor's gradients are multiplied by.</summary>
    public float Scale(int tensor) => scales[ofEach ? tensor : 0];
}
