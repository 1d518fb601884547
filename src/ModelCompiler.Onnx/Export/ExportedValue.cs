namespace ModelCompiler.Onnx.Export;

/// <summary>
/// The names under which a value of the model exists in the ONNX graph. Maps and sequences are kept channels first; a vector that is a
/// flattened map may be kept in the order of the map's channels first, until somebody needs it in our order.
/// </summary>
internal sealed class ExportedValue
{
    /// <summary>Channels first, <c>[batch, c, h, w]</c>, of a map or sequence; null as long as nobody asked.</summary>
    public string? First { get; set; }

    /// <summary>Channels last, or a vector in our order; null as long as nobody asked.</summary>
    public string? Last { get; set; }

    /// <summary>A vector in the order of <see cref="TurnedFrom"/>'s channels first.</summary>
    public string? Turned { get; set; }

    /// <summary>The map, channels last, that was flattened.</summary>
    public IReadOnlyList<int>? TurnedFrom { get; set; }
}
