using System.Text;

namespace ModelCompiler.Tool.Declarations;

/// <summary>The names that the compiler makes for the layers of a declaration: <c>basic_block_2/conv2d_1</c>.</summary>
internal sealed class LayerNaming(ModelArchitecture graph, BlockPlanner planner)
{
    private readonly Dictionary<string, int> ofKind = new(StringComparer.Ordinal);

    /// <summary>By the layers' names in the architecture.</summary>
    public Dictionary<string, string> LayerNames { get; } = new(StringComparer.Ordinal);

    /// <summary>What values are called where other lines read them: a use has its own name.</summary>
    public Dictionary<string, string> ValueNames { get; } = new(StringComparer.Ordinal) { ["input"] = "input" };

    /// <summary>A layer's value; -1 is the input's.</summary>
    public string Value(int layer) => layer < 0 ? "input" : ValueNames[graph.Layers[layer].Name];

    public void Name(DeclarationLine line)
    {
        if (line.Use is { Kind: "Use" } use)
        {
            int period = line.Items.Count / line.Repeat;
            for (int i = 0; i < line.Repeat; i++)
            {
                string name = Next(use.Blocks[0].Name, "", ofKind);
                NameAll([.. line.Items.Skip(i * period).Take(period)], name + "/");
                ValueNames[graph.Layers[((LayerItem)line.Items[((i + 1) * period) - 1]).Layer].Name] = name;
            }

            return;
        }

        foreach (Item item in line.Items) NameOne(item, "", ofKind);
    }

    private static string Next(string kind, string prefix,
        Dictionary<string, int> counts) => $"{prefix}{Snake(kind)}_{counts[kind] = counts.GetValueOrDefault(kind) + 1}";

    private void NameAll(IReadOnlyList<Item> items, string prefix)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Item item in items) NameOne(item, prefix, counts);
    }

    private void NameOne(Item item, string prefix, Dictionary<string, int> counts)
    {
        if (item is LayerItem { Layer: var index })
        {
            ArchitectureLayer layer = graph.Layers[index];
            ValueNames[layer.Name] = LayerNames[layer.Name] = Next(layer.Kind, prefix, counts);
            return;
        }

        var region = (RegionItem)item;
        BlockUse use = planner.Of(region);
        string name = Next(region.IsResidual ? use.Blocks[0].Name : use.Kind, prefix, counts), join = graph.Layers[region.Join].Name;
        if (region.IsResidual)
        {
            NameAll(region.Bodies[0], name + "/");
        }
        else
        {
            var branches = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < region.Bodies.Count; i++) NameAll(region.Bodies[i], Next(use.Blocks[i].Name, name + "/", branches) + "/");
        }

        for (int i = 0; i < region.Projection.Count; i++)
            ValueNames[graph.Layers[region.Projection[i]].Name] = LayerNames[graph.Layers[region.Projection[i]].Name] = name
                + (i == 0 ? "/projection" : "/projection_normalization");
        LayerNames[join] = name + (region.IsResidual ? "/add" : "/concatenate");
        ValueNames[join] = name;
    }

    /// <summary>As the compiler does: MaxPooling2D → max_pooling2d.</summary>
    internal static string Snake(string kind)
    {
        var snake = new StringBuilder();
        string text = kind.Replace("PReLU", "Prelu", StringComparison.Ordinal).Replace("ReLU", "Relu", StringComparison.Ordinal)
            .Replace("SiLU", "Silu", StringComparison.Ordinal);
        for (int i = 0; i < text.Length; i++)
        {
            bool starts = i > 0 && char.IsUpper(text[i]) && (char.IsLower(text[i - 1])
                || (char.IsUpper(text[i - 1]) && i + 1 < text.Length && char.IsLower(text[i + 1])));
            if (starts) snake.Append('_');
            snake.Append(char.ToLowerInvariant(text[i]));
        }

        return snake.ToString();
    }
}

/// <summary>Windows that leave cells at the end unread, which the compiler warns of.</summary>
internal static class DroppedCells
{
    public static bool Any(ModelArchitecture graph) =>
        graph.Nodes.Any(n => n.Operation is not (Operations.TransposedConvolution or Operations.FixedFilter or Operations.MedianFilter)
        && n.Word("padding", "Valid") != "Same" && n.Windows.Select((w, axis) => Drops(w, n.Inputs[0].Shape[axis])).Any(drops => drops));

    private static bool Drops(ArchitectureWindow w, int extent)
    {
        int span = ((w.Size - 1) * w.Dilation) + 1, cells = ((extent + (2 * w.PadBefore) - span) % w.Stride) - w.PadBefore;
        return cells > Math.Max(0, w.Stride - span);
    }
}
