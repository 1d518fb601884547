using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.KernelGraphs;

/// <summary>What is assumed where a rewrite must choose before targets and batches are known.</summary>
internal static class Nominal
{
    /// <summary>Floats of the widest vector.</summary>
    public const int Lanes = 16;

    /// <summary>Samples of a batch.</summary>
    public const int Batch = 32;

    /// <summary>Vectors that cover as many neighbouring floats.</summary>
    public static long Vectors(long floats) => (floats + Lanes - 1) / Lanes;

    public static long Extent(Axis axis) => axis.IsBatch ? Batch : axis.Extent;
}
