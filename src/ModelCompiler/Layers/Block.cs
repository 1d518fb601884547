namespace ModelCompiler;

/// <summary>
/// What a use of a block gives it. In the block's layers these stand where numbers stand and read as arithmetic, <c>4 * Block.Width</c>:
/// the compiler replaces each expression by its value in each use.
/// </summary>
/// <remarks>
/// An expression is a whole multiple (up to 28) of one parameter, divided by 1, 2, 4, 8 or 16, plus or minus at most 1,000. The constants
/// are numbers by which the compiler recognizes such an expression after C# has computed it; as numbers they mean nothing.
/// </remarks>
public static class Block
{
    private const int Unit = 69 << 20;
    private const int Step = 1 << 16;

    /// <summary>The first width: <c>[Use&lt;B&gt;(64)]</c>.</summary>
    public const int Width = Unit;

    /// <summary>The second width: <c>[Use&lt;B&gt;(64, 128)]</c>.</summary>
    public const int Width2 = Unit + Step;

    /// <summary>The third width.</summary>
    public const int Width3 = Unit + (3 * Step);

    /// <summary>The fourth width.</summary>
    public const int Width4 = Unit + (4 * Step);

    /// <summary>The fifth width.</summary>
    public const int Width5 = Unit + (9 * Step);

    /// <summary>The sixth width.</summary>
    public const int Width6 = Unit + (10 * Step);

    /// <summary>The stride: that of the use in its first repetition, 1 in the others.</summary>
    public const int Strides = Unit + (12 * Step);

    /// <summary>Rows of a kernel.</summary>
    public const int KernelHeight = Unit + (13 * Step);

    /// <summary>Columns of a kernel.</summary>
    public const int KernelWidth = Unit + (27 * Step);
}
