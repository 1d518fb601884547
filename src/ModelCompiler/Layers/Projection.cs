namespace ModelCompiler;

/// <summary>How a residual's input meets its block's output. A projection is a 1×1 convolution with the stride between the two maps (for
/// vectors, a dense layer), with the last kernel's initializer and penalties; where the block normalizes, it has no bias and is
/// batch-normalized, too.</summary>
public enum Projection
{
    /// <summary>The input itself where shapes are equal, otherwise a projection.</summary>
    WhenNeeded,

    /// <summary>The input itself; unequal shapes are an error.</summary>
    Never,

    /// <summary>A projection, for equal shapes too.</summary>
    Always,
}
