namespace ModelCompiler;

/// <summary>A layer that joins the current value with the outputs of layers further up.</summary>
public abstract class JoinAttribute : LayerAttribute
{
    private protected JoinAttribute(string[] layers) => Layers = layers;

    /// <summary>The layers that are joined with the current value, in order after it; <c>"input"</c> is the network's input.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>Applied to what comes out. Default: <see cref="Activation.Linear"/>, nothing.</summary>
    public Activation Activation { get; set; }
}
