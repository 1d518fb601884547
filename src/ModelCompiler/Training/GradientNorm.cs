using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelCompiler.Training;

/// <summary>
/// The Euclidean norm of all gradients or of each tensor's, and the scale that keeps it within a limit. Each item is summed on its own, in double, and then the
/// items in their order, so that the number of threads changes no bit.
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
        Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
        foreach (Vector<float> vector in vectors)
        {
            Vector.Widen(vector, out Vector<double> first, out Vector<double> second);
            low += first * first;
            high += second * second;
        }

        squares[item] = Vector.Sum(low + high);
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
