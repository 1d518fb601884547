namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// How 3×3 convolutions are computed, from the ModelCompilerConvolution property: by cost, or one way wherever it is possible (for
/// experiments and tests).
/// </summary>
internal enum ConvolutionAlgorithm
{
    Auto,
    Direct,

    /// <summary>Winograd F(2×2, 3×3): 2.25 times fewer multiplications.</summary>
    Winograd2,

    /// <summary>Winograd F(4×4, 3×3): 4 times fewer multiplications, somewhat more rounding.</summary>
    Winograd4,
}
