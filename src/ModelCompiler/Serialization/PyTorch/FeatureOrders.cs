namespace ModelCompiler.Serialization;

/// <summary>
/// In which order PyTorch has the numbers of each flat value. A map is <c>[h, w, c]</c> here and <c>[c, h, w]</c> there, so where one is
/// flattened, or made of a vector, the vector's numbers differ in order; layers that follow keep that order, up to a dense one, which takes
/// it in.
/// </summary>
internal sealed class FeatureOrders
{
    private readonly ModelArchitecture architecture;
    private readonly ILookup<ArchitectureNode, ArchitectureNode> readers;
    private readonly Dictionary<ArchitectureNode, int[]?> orders = [];

    public FeatureOrders(ModelArchitecture architecture)
    {
        this.architecture = architecture;
        readers = architecture.Nodes.SelectMany(n => n.Inputs.Select(i => (Input: i, Reader: n))).ToLookup(p => p.Input, p => p.Reader);
        foreach (ArchitectureNode node in architecture.Nodes) orders[node] = Find(node);
    }

    /// <summary>
    /// For each of PyTorch's numbers, which one of ours it is; null if the order is the same, and for maps, whose channels have one order.
    /// </summary>
    public int[]? Of(ArchitectureNode node) => orders[node];

    private int[]? Find(ArchitectureNode node)
    {
        if (node.Shape.Count != 1) return null;
        return node.Operation switch
        {
            Operations.Reshape => node.Inputs[0].Shape.Count == 1 ? Of(node.Inputs[0]) : ChannelsFirst(node.Inputs[0].Shape),
            Operations.Concatenate => Concatenated(node),
            Operations.Dense => Wanted(node),
            // A reduction of a map: its channels.
            _ => node.Inputs.Select(i => i.Shape.Count == 1 ? Of(i) : null).FirstOrDefault(o => o is not null),
        };
    }

    /// <summary>The order in which a map is made of a dense layer's outputs, if one is.</summary>
    private int[]? Wanted(ArchitectureNode node)
    {
        foreach (ArchitectureNode reader in readers[node])
        {
            if (reader.Operation == Operations.Reshape && reader.Shape.Count > 1) return ChannelsFirst(reader.Shape);
            bool keeps = reader.Shape.Count == 1 && reader.Inputs.Count == 1 && reader.Operation != Operations.Dense
                && reader.Shape[0] == node.Shape[0];
            if (keeps && Wanted(reader) is { } order) return order;
        }

        return null;
    }

    private int[]? Concatenated(ArchitectureNode node)
    {
        if (node.Inputs.All(i => Of(i) is null)) return null;
        var order = new List<int>(node.Shape[0]);
        int start = 0;
        foreach (ArchitectureNode input in node.Inputs)
        {
            order.AddRange((Of(input) ?? Enumerable.Range(0, input.Shape[0])).Select(i => start + i));
            start += input.Shape[0];
        }

        return [.. order];
    }

    private static int[]? ChannelsFirst(IReadOnlyList<int> shape)
    {
        int channels = shape[^1], places = shape.Take(shape.Count - 1).Aggregate(1, (a, b) => a * b);
        if (channels == 1 || places == 1) return null;
        var order = new int[channels * places];
        for (int c = 0; c < channels; c++)
        {
            for (int place = 0; place < places; place++) order[c * places + place] = place * channels + c;
        }

        return order;
    }
}
