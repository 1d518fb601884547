namespace ModelCompiler;

/// <summary>The layers of a block.</summary>
/// <typeparam name="TBlock">A class marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="widths">What the block reads as <see cref="Block.Width"/> to <see cref="Block.Width6"/>, as many as it needs.</param>
public sealed class UseAttribute<TBlock>(params int[] widths) : BlockUseAttribute(widths) where TBlock : class;
