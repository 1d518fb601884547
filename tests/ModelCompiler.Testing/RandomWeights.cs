using ModelCompiler.Reference;

namespace ModelCompiler.Testing;

/// <summary>Random weights of a size that keeps values near one from layer to layer: nothing saturates, nothing dies out.</summary>
public static class RandomWeights
{
    /// <summary>Fills every parameter with numbers that a float holds exactly.</summary>
    public static void Draw(ReferenceNetwork reference, SplitMix64 random)
    {
        foreach (var parameter in reference.Parameters)
        {
            int fanIn = parameter.Values.Length / parameter.Shape[^1];
            float bound = parameter.Shape.Length == 1 ? 0.25f : MathF.Sqrt(4f / fanIn);
            // Scales and variances lie around one; a variance is never negative.
            float middle = parameter.Name.EndsWith(".gamma", StringComparison.Ordinal) || parameter.Name.EndsWith(".moving_variance", StringComparison.Ordinal) ? 1 : 0;
            float[] values = random.Floats(parameter.Values.Length, middle - bound, middle + bound);
            // Only kernels are kept otherwise; biases and scales have one axis.
            bool kept = parameter.Shape.Length > 1;
            for (int i = 0; i < values.Length; i++) parameter.Values[i] = kept ? Kept(values[i], bound, reference.Precision) : values[i];
        }
    }

    /// <summary>
    /// The nearest number of those that a model loses nothing of: upper halves of floats; of whole numbers with a scale for each channel, whatever axis that is, the largest.
    /// </summary>
    private static float Kept(float value, float bound, ReferencePrecision precision) => precision switch
    {
        ReferencePrecision.BFloat16 => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) & ~0xFFFF),
        ReferencePrecision.Int8 or ReferencePrecision.Int8Activations => MathF.CopySign(bound / 2, value),
        _ => value,
    };
}
