using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>
/// Decides what residuals add: their input where its shape is that of the block's output, otherwise a projection. Only here are both shapes
/// known; what comes out is a graph as if the projections had been written.
/// </summary>
internal sealed class ShortcutResolution
{
    private readonly ModelGraph graph;
    private readonly List<Node> nodes = [];
    private readonly List<Layer> layers = [];
    private readonly List<Inferred> inferred = [];
    private readonly List<Fault> faults = [];

    /// <summary>Where the declared graph's nodes are now.</summary>
    private readonly List<int> places = [];

    private ShortcutResolution(ModelGraph graph) => this.graph = graph;

    public static ModelGraph Resolve(ModelGraph graph) =>
        graph.Nodes.Any(n => n.Operation is Shortcut) ? new ShortcutResolution(graph).Run() : graph;

    private ModelGraph Run()
    {
        int layer = -1;
        foreach (var node in graph.Nodes)
        {
            var inputs = node.Inputs.Select(i => places[i]).ToEquatableArray();
            if (node.Operation is Shortcut shortcut)
            {
                Decide(shortcut, graph.Layers[node.Layer], inputs[0], inputs[1]);
            }
            else
            {
                if (node.Layer != layer && node.Layer >= 0) layers.Add(graph.Layers[node.Layer]);
                layer = node.Layer;
                Add(node with { Inputs = inputs, Layer = node.Layer < 0 ? -1 : layers.Count - 1 });
                places.Add(nodes.Count - 1);
            }
        }

        return graph with
        {
            Nodes = nodes.ToEquatableArray(),
            Layers = layers.ToEquatableArray(),
            Loss = graph.Loss is null ? null : Moved(graph.Loss),
            AuxiliaryLosses = graph.AuxiliaryLosses.Select(Moved).ToEquatableArray(),
            Outputs = graph.Outputs.Select(o => o with { Node = places[o.Node] }).ToEquatableArray(),
            Faults = graph.Faults.Concat(faults).ToEquatableArray(),
        };
    }

    private LossFunction Moved(LossFunction loss) => loss with { Node = places[loss.Node] };

    private void Add(Node node)
    {
        // Mistakes are reported when the whole graph is inferred.
        inferred.Add(node.Layer < 0 ? new((node.Operation as InputOperation)?.Shape)
            : ShapeInferrer.InferNode(node, nodes, layers, inferred, null, false, new List<Fault>()));
        nodes.Add(node);
    }

    private void Decide(Shortcut shortcut, Layer layer, int input, int made)
    {
        bool known = inferred[input].Shape is not null && inferred[made].Shape is not null;
        if (!known || (shortcut.Choice != ProjectionChoice.Always && inferred[input].Shape == inferred[made].Shape))
        {
            places.Add(input);
            return;
        }

        var (from, to) = (inferred[input].Shape!, inferred[made].Shape!);
        if (Projection(shortcut, from, to) is not { } projection)
        {
            faults.Add(BlockFaults.ShortcutShapes(
                layer.Name.Substring(0, layer.Name.LastIndexOf('/')), shortcut.Block, Described(from), Described(to),
                    Reason(shortcut, from, to), layer.Site) with
            { Fix = Settled(shortcut, from, to) });
            layers.Add(layer);
            Add(new Node(layer.Name, layers.Count - 1, new UnknownOperation(), [input]));
            places.Add(nodes.Count - 1);
            return;
        }

        AddLayer(projection, layer with { Kind = projection.Kind }, input);
        if (shortcut.Normalization is { } normalization)
            AddLayer(normalization, layer with { Kind = normalization.Kind, Name = layer.Name + "_normalization" }, nodes.Count - 1);
        places.Add(nodes.Count - 1);
    }

    private void AddLayer(LayerSpec spec, Layer layer, int input)
    {
        layers.Add(layer);
        var arguments = new LayerArguments(layer.Name, layer.Site, spec.Arguments, faults);
        foreach (var node in LayerExpansion.Nodes(layer, arguments, layers.Count - 1, [input], nodes.Count, faults).ToList()) Add(node);
    }

    /// <summary>A 1×1 convolution with the stride between the maps, a dense layer between vectors; null where neither can do it.</summary>
    private static LayerSpec? Projection(Shortcut shortcut, Shape from, Shape to)
    {
        if (shortcut.Choice == ProjectionChoice.Never || from.Rank != to.Rank) return null;
        if (from.Rank == 1) return With(shortcut.Dense, ("units", to[0]));
        if (from.Rank != 3 || StrideBetween(from[0], to[0]) is not { } rows || StrideBetween(from[1], to[1]) is not { } columns)
            return null;
        return With(shortcut.Convolution, ("filters", to[2]), ("kernelSize", 1), ("StrideHeight", rows), ("StrideWidth", columns));
    }

    /// <summary>Whether another choice would do.</summary>
    private static FixData? Settled(Shortcut shortcut, Shape from, Shape to) =>
        shortcut.Choice == ProjectionChoice.Never
            && Projection(shortcut with { Choice = ProjectionChoice.WhenNeeded }, from, to) is not null
            ? new FixData(FixData.Projection, [nameof(ProjectionChoice.WhenNeeded)], [])
            : null;

    private static LayerSpec With(LayerSpec spec, params (string Name, long Value)[] sizes) =>
        spec with { Arguments = spec.Arguments.Concat(sizes.Select(s => new LayerArgument(s.Name, s.Value))).ToEquatableArray() };

    private static int? StrideBetween(int from, int to)
    {
        if (to > from) return null;
        int stride = from == to ? 1 : (from + to - 1) / to;
        return (from + stride - 1) / stride == to ? stride : null;
    }

    private static string Reason(Shortcut shortcut, Shape from, Shape to)
    {
        if (shortcut.Choice == ProjectionChoice.Never)
            return "with Projection.Never both must have one shape; write Projection.WhenNeeded, or change the block";
        return from.Rank != to.Rank
            ? "a projection changes sizes, not the number of axes; end the block with as many axes as it begins with"
            : $"no stride of a projection brings {from} to the rows and columns of {to}; use Padding.Same in the block";
    }

    private static string Described(Shape shape) => shape.Rank == 1 ? $"the {shape} elements" : $"the {shape} map";
}
