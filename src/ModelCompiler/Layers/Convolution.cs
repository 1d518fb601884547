namespace ModelCompiler;

/// <summary>How a convolution is computed. The function is the same; speed, rounding, and what one bad number reaches are not.</summary>
public enum Convolution
{
    /// <summary>
    /// The way that costs least for its sizes. For 3×3 kernels of stride 1 that may be Winograd's: tiles of 2×2 or 4×4 outputs are computed
    /// together from transformed inputs, with up to four times fewer multiplications. Rounding is relative to the largest value that a tile
    /// reads (1e-5 of it for tiles of 4×4), and one NaN, infinity or very large value reaches all outputs of its tile.
    /// </summary>
    Auto,

    /// <summary>
    /// The sum of products as it is written: each output depends on the cells of its own window alone, and rounds relative to them.
    /// </summary>
    Direct,
}
