using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>Where a recipe puts its operations. Each reads the one before; the last becomes the layer's value.</summary>
internal sealed class LayerBuilder(LayerArguments arguments, bool trainable)
{
    private readonly List<(string Part, Operation Operation)> operations = [];

    public LayerArguments Arguments => arguments;

    public string Name => arguments.Layer;

    public bool Trainable => trainable;

    /// <param name="part">What the value is called when it is not the layer's last: <c>conv2d_1.part</c>.</param>
    public void Append(Operation operation, string part) => operations.Add((part, operation));

    /// <summary>
    /// The layer's nodes, the first of which reads <paramref name="inputs"/>; they are numbered from <paramref name="number"/> on.
    /// </summary>
    public IEnumerable<Node> Build(int layer, EquatableArray<int> inputs, int number)
    {
        if (!arguments.ShapeIsKnown) return [new Node(Name, layer, new UnknownOperation(), inputs)];
        return operations.Select((o, i) => new Node(
            i == operations.Count - 1 ? Name : $"{Name}.{o.Part}",
            layer,
            o.Operation,
            i == 0 ? inputs : [number + i - 1]));
    }
}
