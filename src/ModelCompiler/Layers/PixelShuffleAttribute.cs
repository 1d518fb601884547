namespace ModelCompiler;

/// <summary>A larger map from channels: <c>h × w × (c · r²)</c> becomes <c>(h · r) × (w · r) × c</c>. Channel <c>c · r² + i · r + j</c>
/// gives row <c>i</c> and column <c>j</c> of channel <c>c</c> in each cell of r×r, as in PyTorch.</summary>
/// <param name="factor">By how much rows and columns grow; its square divides the number of channels.</param>
public sealed class PixelShuffleAttribute(int factor) : LayerAttribute
{
    /// <summary>By how much rows and columns grow.</summary>
    public int Factor { get; } = factor;
}
