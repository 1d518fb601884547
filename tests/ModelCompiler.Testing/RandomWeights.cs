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
            float[] values = random.Floats(parameter.Values.Length, -bound, bound);
            for (int i = 0; i < values.Length; i++) parameter.Values[i] = values[i];
        }
    }
}
