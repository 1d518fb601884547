using ModelCompiler.Runtime;

namespace ModelCompiler.Data;

/// <summary>
/// Mixup (Zhang et al., "mixup: Beyond empirical risk minimization", 2018): <c>x = λ·x₁ + (1-λ)·x₂</c>, and the targets likewise, with λ
/// drawn from Beta(α, α) for each sample and the second sample drawn from the same batch.
/// </summary>
internal sealed class Mixup(double alpha)
{
    private const uint Stream = 0x4D49_5855;

    private float[] inputs = [];
    private float[] targets = [];

    /// <summary>Mixes a batch in place.</summary>
    public void Mix(BatchBuffer buffer, in SampleKey key)
    {
        Keep(ref inputs, buffer.Inputs);
        Keep(ref targets, buffer.Targets);
        int inputSize = buffer.Inputs.Length / buffer.Count, targetSize = buffer.Targets.Length / buffer.Count;
        for (int i = 0; i < buffer.Count; i++)
        {
            var random = new CounterRandom((uint)key.Seed, Stream, ((ulong)(uint)key.Round << 32) | (uint)buffer.Samples[i]);
            int partner = random.NextInt32(buffer.Count);
            float share = (float)Beta(ref random);
            Blend(buffer.Input(i), inputs.AsSpan(partner * inputSize, inputSize), share);
            Blend(buffer.Target(i), targets.AsSpan(partner * targetSize, targetSize), share);
        }
    }

    /// <summary>A label as a target that can be mixed: 1 for the class; with one output, the label itself.</summary>
    public static void WriteTarget(int label, long sample, Span<float> target)
    {
        if (target.Length > 1)
            OneHotVector.Write(label, sample, target);
        else
            target[0] = label is 0 or 1 ? label
                : throw new DatasetException(sample, $"has label {label}; with one output labels are 0 and 1.");
    }

    private static void Keep(ref float[] copy, ReadOnlySpan<float> numbers)
    {
        if (copy.Length < numbers.Length)
            copy = new float[numbers.Length];
        numbers.CopyTo(copy);
    }

    private static void Blend(Span<float> own, ReadOnlySpan<float> other, float share)
    {
        for (int i = 0; i < own.Length; i++)
            own[i] = share * own[i] + (1 - share) * other[i];
    }

    private double Beta(ref CounterRandom random)
    {
        double first = Gamma(ref random), second = Gamma(ref random);
        return first + second > 0 ? first / (first + second) : 0.5;
    }

    /// <summary>Gamma(α, 1) by Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.</summary>
    private double Gamma(ref CounterRandom random)
    {
        double shape = alpha < 1 ? alpha + 1 : alpha;
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextNormal(), v = 1 + c * x;
            double u = 1 - random.NextDouble();
            v *= v * v;
            if (v > 0 && Math.Log(u) < 0.5 * x * x + d - d * v + d * Math.Log(v))
                return alpha < 1 ? d * v * Math.Pow(1 - random.NextDouble(), 1 / alpha) : d * v;
        }
    }
}
