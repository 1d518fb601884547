namespace ModelCompiler;

/// <summary>
/// A block's output plus its input: <c>activation(block(x) + shortcut(x))</c>. A residual network's stage is one line,
/// <c>[Residual&lt;Bottleneck&gt;(128, Strides = 2, Repeat = 4, Activation = Activation.ReLU)]</c>.
/// </summary>
/// <typeparam name="TBlock">A class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the block reads as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as it needs.</param>
public sealed class ResidualAttribute<TBlock>(params int[] widths) : BlockUseAttribute(widths) where TBlock : class
{
    /// <summary>Applied to the sum. Default: <see cref="Activation.Linear"/>, nothing.</summary>
    public Activation Activation { get; set; }

    /// <summary>What the shortcut is. Default: <see cref="Projection.WhenNeeded"/>.</summary>
    public Projection Projection { get; set; }
}
