namespace ModelCompiler.Tool.Declarations;

/// <summary>A line of a declaration: a layer, or a use of blocks.</summary>
internal abstract record Item;

/// <summary>A layer by its number.</summary>
internal sealed record LayerItem(int Layer) : Item;

/// <summary>Chains from one value to a layer that joins them.</summary>
/// <param name="Join">The layer that adds or concatenates.</param>
/// <param name="Fork">The layer whose value all chains read; -1 is the input.</param>
/// <param name="Bodies">What each chain does.</param>
/// <param name="Projection">For a residual whose input goes through layers of its own: those.</param>
internal sealed record RegionItem(int Join, int Fork, IReadOnlyList<IReadOnlyList<Item>> Bodies,
    IReadOnlyList<int> Projection, bool IsResidual) : Item
{
    /// <summary>A residual whose projection stands where shapes would not ask for one.</summary>
    public bool ProjectsAlways { get; init; }
}

/// <summary>
/// Finds residuals and branches: joins whose inputs are chains of layers from one value, which nothing else reads on the way.
/// </summary>
internal sealed class Structure
{
    private const int MostBranches = 8;
    private readonly ModelArchitecture graph;
    private readonly Dictionary<ArchitectureNode, int> layerOf = [];
    private readonly List<int>[] readers;
    private readonly int[] dominators;
    private readonly Dictionary<int, RegionItem> regions = [];

    public Structure(ModelArchitecture graph)
    {
        this.graph = graph;
        layerOf[graph.Nodes[0]] = -1;
        for (int i = 0; i < graph.Layers.Count; i++)
            foreach (ArchitectureNode node in graph.Layers[i].Nodes) layerOf[node] = i;
        readers = [.. graph.Layers.Select(_ => new List<int>())];
        for (int i = 0; i < graph.Layers.Count; i++)
            foreach (int input in Inputs(i).Where(l => l >= 0)) readers[input].Add(i);
        dominators = Dominators();
        for (int i = 0; i < graph.Layers.Count; i++)
            if (Region(i) is { } region) regions[i] = region;
    }

    /// <summary>The layers that a layer reads; -1 is the input.</summary>
    public IReadOnlyList<int> Inputs(int layer) => [.. graph.Layers[layer].Inputs.Select(n => layerOf[n])];

    /// <summary>All lines of the declaration in order.</summary>
    public IReadOnlyList<Item> Items()
    {
        var inside = new HashSet<int>();
        var items = new List<Item>();
        for (int i = graph.Layers.Count - 1; i >= 0; i--)
        {
            if (inside.Contains(i)) continue;
            Item item = regions.TryGetValue(i, out RegionItem? region) ? region : new LayerItem(i);
            items.Add(item);
            if (region is not null) inside.UnionWith(Layers(region));
        }

        items.Reverse();
        return items;
    }

    /// <summary>All layers of an item.</summary>
    public static IEnumerable<int> Layers(Item item) => item switch
    {
        LayerItem layer => [layer.Layer],
        RegionItem region => [.. region.Bodies.SelectMany(b => b.SelectMany(Layers)), .. region.Projection, region.Join],
        _ => [],
    };

    private int[] Dominators()
    {
        var found = new int[graph.Layers.Count];
        for (int i = 0; i < found.Length; i++)
        {
            IReadOnlyList<int> inputs = Inputs(i);
            int common = inputs[0];
            foreach (int input in inputs.Skip(1))
            {
                int a = common, b = input;
                while (a != b)
                {
                    if (a > b) a = found[a];
                    else b = found[b];
                }

                common = a;
            }

            found[i] = common;
        }

        return found;
    }

    private RegionItem? Region(int join)
    {
        ArchitectureLayer layer = graph.Layers[join];
        IReadOnlyList<int> inputs = Inputs(join);
        int fork = dominators[join];
        bool adds = layer.Kind == "Add" && inputs.Count == 2 && layer.Inputs.All(i => i.Shape.SequenceEqual(layer.OutputShape)),
            concatenates = layer.Kind == "Concatenate" && inputs.Count is >= 2 and <= MostBranches && layer.Nodes.Count == 1;
        if ((!adds && !concatenates) || inputs.Distinct().Count() != inputs.Count) return null;
        IReadOnlyList<Item>?[] chains = [.. inputs.Select(i => Chain(i, fork))];
        if (chains.Any(c => c is null)) return null;
        var all = chains.SelectMany(c => c!.SelectMany(Layers)).Append(join).ToHashSet();
        bool closed = all.Where(l => l != join).All(l => readers[l].All(all.Contains)
            && !graph.Outputs.Any(o => graph[o] == graph.Layers[l].Nodes[^1]));
        if (!closed) return null;
        return adds ? Residual(join, fork, [.. chains!]) : chains.All(c => c!.Count > 0) ? new RegionItem(join, fork, [.. chains!], [],
            IsResidual: false) : null;
    }

    private IReadOnlyList<Item>? Chain(int end, int fork)
    {
        var items = new List<Item>();
        for (int at = end; at != fork;)
        {
            if (at < 0) return null;
            if (regions.TryGetValue(at, out RegionItem? region))
            {
                items.Add(region);
                at = region.Fork;
            }
            else if (Inputs(at) is [var input])
            {
                items.Add(new LayerItem(at));
                at = input;
            }
            else
            {
                return null;
            }
        }

        items.Reverse();
        return items;
    }

    private RegionItem? Residual(int join, int fork, IReadOnlyList<Item>[] chains)
    {
        var (body, shortcut) = chains[0].Count >= chains[1].Count ? (chains[0], chains[1]) : (chains[1], chains[0]);
        if (body.Count == 0) return null;
        if (shortcut.Count == 0) return new RegionItem(join, fork, [body], [], IsResidual: true);
        int[] layers = [.. shortcut.OfType<LayerItem>().Select(l => l.Layer)];
        if (layers.Length != shortcut.Count || !Projects(layers, fork, [.. body.SelectMany(Layers)])) return null;
        bool same = graph.Layers[join].OutputShape.SequenceEqual(fork < 0 ? graph.InputShape : graph.Layers[fork].OutputShape);
        return new RegionItem(join, fork, [body], layers, IsResidual: true) { ProjectsAlways = same };
    }

    /// <summary>
    /// Whether the compiler would make the same projection: a 1×1 convolution or dense layer like the body's last, with its normalization.
    /// </summary>
    private bool Projects(int[] shortcut, int fork, int[] body)
    {
        ArchitectureLayer? kernel = body.Select(l => graph.Layers[l]).LastOrDefault(l => l.Kind is "Conv2D" or "Dense"),
            normalization = body.Select(l => graph.Layers[l]).LastOrDefault(l => l.Kind == "BatchNormalization");
        if (kernel is null || shortcut.Length != (normalization is null ? 1 : 2)) return false;
        ArchitectureLayer projection = graph.Layers[shortcut[0]];
        bool bias = normalization is null && kernel.Nodes.Any(n => n.Operation == Operations.Bias);
        IReadOnlyList<int> from = fork < 0 ? graph.InputShape : graph.Layers[fork].OutputShape, to = projection.OutputShape;
        if (projection.Kind != (from.Count == 1 ? "Dense" : "Conv2D") || projection.Nodes.Count != (bias ? 2 : 1)) return false;
        ArchitectureNode node = projection.Nodes[0];
        bool fits = from.Count == 1 || (from.Count == 3 && node.Word("padding", "Valid") == "Valid" && node.Integer("groups", 1) == 1
            && node.Windows.Select((w, axis) => w.Size == 1
            && w.Stride == (from[axis] == to[axis] ? 1 : (from[axis] + to[axis] - 1) / to[axis])).All(ok => ok));
        return fits && (normalization is null
            || (graph.Layers[shortcut[1]].Kind == "BatchNormalization"
            && LayerText.Of(graph.Layers[shortcut[1]]).Shape == LayerText.Of(normalization).Shape));
    }
}
