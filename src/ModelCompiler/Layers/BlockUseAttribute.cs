namespace ModelCompiler;

/// <summary>A use of one or several blocks: their layers stand where the use stands.</summary>
/// <remarks>Layers inside are called by the use: <c>bottleneck_3/conv2d_1</c>, with weights <c>bottleneck_3/conv2d_1.kernel</c>.</remarks>
public abstract class BlockUseAttribute : LayerAttribute
{
    private protected BlockUseAttribute(int[] widths) => Widths = widths;

    /// <summary>What the blocks' layers read as <see cref="Block.Width"/>, <see cref="Block.Width2"/> and so on.</summary>
    public IReadOnlyList<int> Widths { get; }

    /// <summary>Another way to write the first width.</summary>
    public int Width { get; set; }

    /// <summary>
    /// What the blocks' layers read as <see cref="Block.Strides"/>: in the first repetition; the others have 1. Default: 1.
    /// </summary>
    public int Strides { get; set; } = 1;

    /// <summary>Both <see cref="KernelHeight"/> and <see cref="KernelWidth"/>.</summary>
    public int Kernel { get; set; }

    /// <summary>What the blocks' layers read as <see cref="Block.KernelHeight"/>.</summary>
    public int KernelHeight { get; set; }

    /// <summary>What the blocks' layers read as <see cref="Block.KernelWidth"/>.</summary>
    public int KernelWidth { get; set; }

    /// <summary>How many times the use stands here, one after the other, each with weights of its own. Default: 1.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Whether training changes the weights inside. Default: true; false freezes all of them.</summary>
    public bool Trainable { get; set; } = true;
}
