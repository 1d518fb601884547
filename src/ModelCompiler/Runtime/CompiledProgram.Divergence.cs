using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelCompiler.Runtime;

/// <content>Where numbers stop being finite.</content>
public abstract partial class CompiledProgram
{
    private FiniteScan? finiteScan;

    /// <summary>
    /// Whether all gradients of the last training step are finite. One read of them, over several threads where they are many.
    /// </summary>
    internal bool GradientsAreFinite()
    {
        finiteScan ??= new FiniteScan(GradientStorage);
        return finiteScan.Run(threads);
    }

    /// <summary>Runs a training step again and looks at all memory after each kernel. For a caller that has entered; slow.</summary>
    /// <returns>The name of the first kernel after which a number is infinite or NaN; null if none is.</returns>
    internal string? FindNonFiniteKernel(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights, uint dropoutSeed)
    {
        ILaunchObserver? before = Observer;
        // What earlier runs left behind must not be found.
        arena.Span.Clear();
        trainingFixed.Span.Clear();
        GradientStorage.Span.Clear();
        var finder = new NonFiniteFinder(this);
        Observer = finder;
        try
        {
            TrainStepEntered(inputs, targets, weights, dropoutSeed);
        }
        finally
        {
            Observer = before;
        }

        return finder.Found is { } kernel ? NameOf(kernel) : null;
    }

    /// <summary>Whether all of some numbers are finite.</summary>
    internal static bool AreFinite(ReadOnlySpan<float> numbers)
    {
        // x · 0 is 0 for finite x and NaN for others; a sum keeps a NaN.
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        Vector<float> sum = Vector<float>.Zero, other = Vector<float>.Zero;
        int i = 0;
        for (; i + 1 < vectors.Length; i += 2)
        {
            sum += vectors[i] * Vector<float>.Zero;
            other += vectors[i + 1] * Vector<float>.Zero;
        }

        for (; i < vectors.Length; i++)
            sum += vectors[i] * Vector<float>.Zero;
        float rest = 0;
        for (int n = vectors.Length * Vector<float>.Count; n < numbers.Length; n++)
            rest += numbers[n] * 0f;
        return Vector.EqualsAll(sum + other, Vector<float>.Zero) && rest == 0;
    }

    private sealed class NonFiniteFinder(CompiledProgram program) : ILaunchObserver
    {
        public int? Found { get; private set; }

        public void Launching(int kernel, long work)
        {
        }

        public void Launched(int kernel)
        {
            if (Found is null
                && !(AreFinite(program.arena.Span) && AreFinite(program.trainingFixed.Span) && AreFinite(program.GradientStorage.Span)))
                Found = kernel;
        }
    }

    private sealed class FiniteScan(AlignedBuffer numbers) : IRangeWork
    {
        private const int ItemFloats = 64 * 1024;
        private int bad;

        /// <returns>Whether all are finite.</returns>
        public bool Run(int threads)
        {
            bad = 0;
            int items = (numbers.Length + ItemFloats - 1) / ItemFloats;
            if (items > 1)
                WorkerPool.Run(this, 0, items, threads);
            else
                Execute(0, 0, items);
            return Volatile.Read(ref bad) == 0;
        }

        public void Execute(int job, int from, int to)
        {
            int start = from * ItemFloats;
            if (!AreFinite(numbers.Span[start..Math.Min(numbers.Length, to * ItemFloats)]))
                Volatile.Write(ref bad, 1);
        }
    }
}
