namespace ModelCompiler;

/// <summary>Constant 3×3 kernels of the textbooks. Each number multiplies the input cell at its place; nothing is turned round.</summary>
public enum FixedKernel
{
    /// <summary><c>-1 0 1 / -2 0 2 / -1 0 1</c>: how fast numbers grow to the right.</summary>
    SobelX,

    /// <summary><c>-1 -2 -1 / 0 0 0 / 1 2 1</c>: how fast numbers grow downwards.</summary>
    SobelY,

    /// <summary><c>1 0 -1</c> in each row: edges from bright on the left to dark on the right.</summary>
    VerticalEdges,

    /// <summary><c>1 1 1 / 0 0 0 / -1 -1 -1</c>: edges from bright above to dark below.</summary>
    HorizontalEdges,

    /// <summary><c>0 1 0 / 1 -4 1 / 0 1 0</c>: the second derivative.</summary>
    Laplacian,

    /// <summary>1/9 in each cell: the mean.</summary>
    Box,

    /// <summary><c>1 2 1 / 2 4 2 / 1 2 1</c>, divided by 16: a mean that weighs what is near.</summary>
    Gaussian,

    /// <summary><c>0 -1 0 / -1 5 -1 / 0 -1 0</c>: the picture less its second derivative.</summary>
    Sharpen,

    /// <summary><c>-2 -1 0 / -1 1 1 / 0 1 2</c>: light from above on the left.</summary>
    Emboss,
}
