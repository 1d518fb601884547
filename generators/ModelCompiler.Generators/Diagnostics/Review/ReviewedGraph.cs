using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>A network with what review rules ask of it: who reads a value, and what its author wrote.</summary>
internal sealed class ReviewedGraph
{
    private readonly List<int>[] readers;
    private readonly HashSet<int> seen;
    private readonly int settings;
    private readonly Dictionary<(string?, int), LayerSpec> written;

    public ReviewedGraph(ModelSpec spec, ShapedGraph graph)
    {
        Graph = graph;
        settings = spec.Settings.Attribute;
        readers = [.. graph.Nodes.Select(_ => new List<int>())];
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (int input in graph.Nodes[i].Inputs) readers[input].Add(i);
        }

        seen = [graph.Nodes.Count - 1, .. graph.Outputs.Select(o => o.Node)];
        written = spec.Blocks.SelectMany(b => b.Layers.Select(l => (Key: ((string?)b.Key, l.Attribute), Layer: l)))
            .Concat(spec.Layers.Select(l => (Key: ((string?)null, l.Attribute), Layer: l)))
            .GroupBy(l => l.Key).ToDictionary(g => g.Key, g => g.First().Layer);
    }

    public ShapedGraph Graph { get; }

    /// <summary>All losses, the last layer's first.</summary>
    public IEnumerable<LossFunction> Losses => Graph.Loss is null ? [] : [Graph.Loss, .. Graph.AuxiliaryLosses];

    public ShapedNode this[int node] => Graph.Nodes[node];

    /// <summary>The number of operations, that of the input included.</summary>
    public int Count => Graph.Nodes.Count;

    public Layer LayerOf(int node) => Graph.Layers[Graph.Nodes[node].Layer];

    /// <summary>The operation that reads the value, if nothing else does and nobody sees it.</summary>
    public int? OnlyReader(int node) => readers[node].Count == 1 && !seen.Contains(node) ? readers[node][0] : null;

    public IReadOnlyList<int> Readers(int node) => readers[node];

    /// <summary>
    /// The first operation behind a value that is not one of those which a rule looks through; null where the way parts, or ends.
    /// </summary>
    public int? Behind(int node, Func<Operation, bool> looksThrough)
    {
        int? at = OnlyReader(node);
        while (at is { } reader && looksThrough(this[reader].Operation)) at = OnlyReader(reader);
        return at;
    }

    /// <summary>Whether the layer's author wrote the argument; what the compiler made itself, as projections, has none.</summary>
    public bool IsWritten(Layer layer, string argument) =>
        written.TryGetValue((layer.Site.Block, layer.Site.Attribute), out LayerSpec? spec) && spec.Kind == layer.Kind
            && spec.Arguments.Any(a => a.Name == argument);

    /// <summary>Whether two layers stand in one declaration: what follows a block is no matter of the block.</summary>
    public bool StandTogether(int first, int second) => LayerOf(first).Site.Block == LayerOf(second).Site.Block;

    /// <summary>The place of an argument of [Model].</summary>
    public Site SiteOfModel(string argument) => new(settings, argument);

    /// <summary>The place of a layer, or of one of its arguments.</summary>
    public Site SiteOf(int node, string? argument = null) => LayerOf(node).Site with { Argument = argument };
}
