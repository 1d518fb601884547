namespace ModelCompiler;

/// <summary>Blocks that all read the current value; their outputs' channels are put beside each other, in order. Branches that write no
/// widths, strides or kernel of their own hand on those of the block in which they stand.</summary>
public abstract class BranchesAttribute : BlockUseAttribute
{
    private protected BranchesAttribute(int[] widths) : base(widths)
    {
    }
}

/// <inheritdoc/>
/// <typeparam name="TBlock1">The first branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock2">The second branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the blocks read as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as they need.</param>
public sealed class BranchesAttribute<TBlock1, TBlock2>(params int[] widths) : BranchesAttribute(widths)
    where TBlock1 : class
    where TBlock2 : class;

/// <inheritdoc/>
/// <typeparam name="TBlock1">The first branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock2">The second branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock3">The third branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the blocks read as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as they need.</param>
public sealed class BranchesAttribute<TBlock1, TBlock2, TBlock3>(params int[] widths) : BranchesAttribute(widths)
    where TBlock1 : class
    where TBlock2 : class
    where TBlock3 : class;

/// <inheritdoc/>
/// <typeparam name="TBlock1">The first branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock2">The second branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock3">The third branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock4">The fourth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the blocks read as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as they need.</param>
public sealed class BranchesAttribute<TBlock1, TBlock2, TBlock3, TBlock4>(params int[] widths) : BranchesAttribute(widths)
    where TBlock1 : class
    where TBlock2 : class
    where TBlock3 : class
    where TBlock4 : class;

/// <inheritdoc/>
/// <typeparam name="TBlock1">The first branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock2">The second branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock3">The third branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock4">The fourth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock5">The fifth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the blocks read as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as they need.</param>
public sealed class BranchesAttribute<TBlock1, TBlock2, TBlock3, TBlock4, TBlock5>(params int[] widths) : BranchesAttribute(widths)
    where TBlock1 : class
    where TBlock2 : class
    where TBlock3 : class
    where TBlock4 : class
    where TBlock5 : class;

/// <inheritdoc/>
/// <typeparam name="TBlock1">The first branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock2">The second branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock3">The third branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock4">The fourth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock5">The fifth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock6">The sixth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the blocks read as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as they need.</param>
public sealed class BranchesAttribute<TBlock1, TBlock2, TBlock3, TBlock4, TBlock5, TBlock6>(params int[] widths) : BranchesAttribute(widths)
    where TBlock1 : class
    where TBlock2 : class
    where TBlock3 : class
    where TBlock4 : class
    where TBlock5 : class
    where TBlock6 : class;

/// <inheritdoc/>
/// <typeparam name="TBlock1">The first branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock2">The second branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock3">The third branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock4">The fourth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock5">The fifth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock6">The sixth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock7">The seventh branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the blocks read as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as they need.</param>
public sealed class BranchesAttribute<TBlock1, TBlock2, TBlock3, TBlock4, TBlock5, TBlock6,
    TBlock7>(params int[] widths) : BranchesAttribute(widths)
    where TBlock1 : class
    where TBlock2 : class
    where TBlock3 : class
    where TBlock4 : class
    where TBlock5 : class
    where TBlock6 : class
    where TBlock7 : class;

/// <inheritdoc/>
/// <typeparam name="TBlock1">The first branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock2">The second branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock3">The third branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock4">The fourth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock5">The fifth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock6">The sixth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock7">The seventh branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TBlock8">The eighth branch, a class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the blocks read as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as they need.</param>
public sealed class BranchesAttribute<TBlock1, TBlock2, TBlock3, TBlock4, TBlock5, TBlock6, TBlock7,
    TBlock8>(params int[] widths) : BranchesAttribute(widths)
    where TBlock1 : class
    where TBlock2 : class
    where TBlock3 : class
    where TBlock4 : class
    where TBlock5 : class
    where TBlock6 : class
    where TBlock7 : class
    where TBlock8 : class;
