namespace ModelCompiler.Tool.Declarations;

/// <summary>
/// Decides which class each region's chains become. Regions that are alike but for numbers of filters and one stride share classes: what
/// varies becomes <c>Block.Width</c>, a multiple of it, or a further width, and <c>Block.Strides</c>.
/// </summary>
internal sealed class BlockPlanner
{
    private const int MostWidths = 6;
    private readonly ModelArchitecture graph;
    private readonly BlockClasses classes;
    private readonly Dictionary<RegionItem, BlockUse> uses = [];

    public BlockPlanner(ModelArchitecture graph, BlockClasses classes, IReadOnlyList<Item> items)
    {
        (this.graph, this.classes) = (graph, classes);
        foreach (RegionItem region in items.OfType<RegionItem>())
            foreach (IReadOnlyList<Item> body in region.Bodies) PlanInside(body);
        foreach (var alike in items.OfType<RegionItem>().GroupBy(Signature))
            Plan([.. alike]);
    }

    public BlockUse Of(RegionItem region) => uses[region];

    /// <summary>Regions inside bodies have numbers as they are.</summary>
    private void PlanInside(IReadOnlyList<Item> body)
    {
        foreach (RegionItem region in body.OfType<RegionItem>())
        {
            foreach (IReadOnlyList<Item> inner in region.Bodies) PlanInside(inner);
            Plan([region]);
        }
    }

    private string Signature(RegionItem region)
    {
        string Of(Item item) => item is LayerItem layer ? Text(layer).Shape : uses[(RegionItem)item].Write(1);
        return $"{region.IsResidual}|{string.Join("|", region.Bodies.Select(body => string.Join(";", body.Select(Of))))}";
    }

    private LayerText Text(LayerItem item) => LayerText.Of(graph.Layers[item.Layer]);

    private static IEnumerable<LayerItem> Layers(RegionItem region) => region.Bodies.SelectMany(b => b.OfType<LayerItem>());

    private void Plan(IReadOnlyList<RegionItem> alike)
    {
        LayerText[][] texts = [.. alike.Select(r => Layers(r).Select(Text).ToArray())];
        int[] places = [.. Enumerable.Range(0, texts[0].Length)];
        int[] strided = [.. places.Where(p => texts.Select(t => t[p].Stride).Distinct().Count() > 1)];
        int[]? strides = strided.Length == 0
            ? null
            : [.. texts.Select(t => strided.Select(p => t[p].Stride).Distinct().Count() == 1 ? t[strided[0]].Stride : -1)];
        (string?[] filters, List<int[]> widths) = Widths(texts, places);
        if (widths.Count > MostWidths || strides?.Contains(-1) == true)
        {
            foreach (var same in alike.Zip(texts).GroupBy(r => string.Join("|", r.Second.Select(t => t.Write()))))
                Plan([.. same.Select(s => s.First)]);
            return;
        }

        for (int use = 0; use < alike.Count; use++)
            uses[alike[use]] = Use(alike[use], filters, strided, [.. widths.Select(w => w[use])], strides?[use] ?? 0);
    }

    /// <summary>What stands for each layer's filters, and each use's widths.</summary>
    private static (string?[] Filters, List<int[]> Widths) Widths(LayerText[][] texts, int[] places)
    {
        var widths = new List<int[]>();
        var filters = new string?[places.Length];
        foreach (int place in places)
        {
            int[] column = [.. texts.Select(t => t[place].Filters ?? 0)];
            if (column.Distinct().Count() == 1) continue;
            filters[place] = widths.Select((w, i) => Multiple(column, w, Width(i))).FirstOrDefault(t => t is not null);
            if (filters[place] is not null) continue;
            widths.Add(column);
            filters[place] = Width(widths.Count - 1);
        }

        return (filters, widths);
    }

    private static string Width(int index) => index == 0 ? "Block.Width" : $"Block.Width{index + 1}";

    private static string? Multiple(int[] column, int[] width, string name)
    {
        if (column.SequenceEqual(width)) return name;
        int times = column[0] / width[0], parts = width[0] / column[0];
        if (times is > 1 and <= 28 && column.Zip(width).All(p => p.First == times * p.Second)) return $"{times} * {name}";
        return parts is 2 or 4 or 8 or 16 && column.Zip(width).All(p => p.Second == parts * p.First) ? $"{name} / {parts}" : null;
    }

    private BlockUse Use(RegionItem region, string?[] filters, int[] strided, int[] widths, int strides)
    {
        var blocks = new List<BlockClass>();
        int place = 0;
        foreach (IReadOnlyList<Item> body in region.Bodies)
        {
            var lines = new List<string>();
            foreach (Item item in body)
            {
                if (item is RegionItem inner)
                {
                    lines.Add(uses[inner].Write(1));
                    continue;
                }

                lines.Add(Text((LayerItem)item).Write(filters[place], strided.Contains(place) ? "Block.Strides" : null));
                place++;
            }

            blocks.Add(classes.Get(Name(region, body), lines));
        }

        var rest = new List<string>();
        ArchitectureLayer join = graph.Layers[region.Join];
        if (region.IsResidual && join.Nodes.Count > 1)
            rest.Add($"Activation = Activation.{(join.Nodes[^1].Operation == Operations.Clip ? "ReLU6" : join.Nodes[^1].Operation)}");
        if (region.ProjectsAlways) rest.Add("Projection = Projection.Always");
        return new BlockUse(region.IsResidual ? "Residual" : "Branches", blocks, widths, strides, rest);
    }

    private string Name(RegionItem region, IReadOnlyList<Item> body)
    {
        ArchitectureLayer[] kernels = [.. body.OfType<LayerItem>().Select(l => graph.Layers[l.Layer])
            .Where(l => l.Kind.Contains("Conv", StringComparison.Ordinal))];
        if (region.IsResidual)
            return kernels.Length == 2 ? "BasicBlock" : kernels.Length == 3
                && kernels[0].Nodes[0].Windows.All(w => w.Size == 1) ? "Bottleneck" : "ResidualBlock";
        if (graph.Layers[Structure.Layers(body[0]).First()].Kind.Contains("Pooling", StringComparison.Ordinal)) return "PooledBranch";
        return kernels.Length == 0 ? "Branch"
            : $"{(kernels.Length > 2 ? "Deep" : "")}Branch{string.Join("x", kernels[^1].Nodes[0].Windows.Select(w => w.Size))}";
    }
}
