namespace ModelCompiler.Tool.Declarations;

/// <summary>One attribute of the class, which may stand for several items that repeat.</summary>
/// <param name="Items">What it stands for, one repetition after the other.</param>
/// <param name="Use">Of blocks; null for a layer.</param>
internal sealed record DeclarationLine(IReadOnlyList<Item> Items, BlockUse? Use)
{
    public int Repeat { get; init; } = 1;

    /// <summary>The layer whose value is the line's.</summary>
    public int End => Items[^1] is RegionItem region ? region.Join : ((LayerItem)Items[^1]).Layer;
}

/// <summary>Lines that follow each other and say the same.</summary>
internal static class Repetition
{
    private const int LongestRun = 8;

    public static List<DeclarationLine> Find(ModelArchitecture graph, Structure structure, BlockClasses classes,
        List<DeclarationLine> lines)
    {
        var result = new List<DeclarationLine>();
        for (int i = 0; i < lines.Count;)
        {
            int repeat = 1;
            while (lines[i].Use is { } use && i + repeat < lines.Count && lines[i + repeat].Use is { } next && use.Repeats(next)
                && ((RegionItem)lines[i + repeat].Items[0]).Fork == lines[i + repeat - 1].End) repeat++;
            if (repeat > 1)
            {
                result.Add(lines[i] with { Items = [.. lines.Skip(i).Take(repeat).SelectMany(l => l.Items)], Repeat = repeat });
                i += repeat;
            }
            else if (Run(graph, structure, lines, i) is { } run)
            {
                LayerText[] texts = [.. lines.Skip(i).Take(run.Period).Select(l => LayerText.Of(graph.Layers[l.End]))];
                BlockClass block = classes.Get(
                    texts[0].Kind.Contains("Conv", StringComparison.Ordinal) ? "ConvBlock" : $"{texts[0].Kind}Block",
                    [.. texts.Select(t => t.Write())]);
                result.Add(
                    new DeclarationLine(
                        [.. lines.Skip(i).Take(run.Period * run.Repeat).SelectMany(l => l.Items)], new BlockUse("Use", [block], [], 0, []))
                    {
                        Repeat = run.Repeat,
                    });
                i += run.Period * run.Repeat;
            }
            else
            {
                result.Add(lines[i++]);
            }
        }

        return result;
    }

    /// <summary>Layers that repeat often enough for a block to be shorter.</summary>
    private static (int Period, int Repeat)? Run(ModelArchitecture graph, Structure structure, List<DeclarationLine> lines, int start)
    {
        for (int period = 1; period <= LongestRun; period++)
        {
            int length = 0;
            while (start + length < lines.Count && IsChained(start + length) && (length == 0 || IsReadOnce(start + length - 1))
                && (length < period || Text(start + length) == Text(start + length - period))) length++;
            int repeat = length / period;
            // A block costs its layers and four lines.
            if (repeat > 1 && period * repeat >= period + 6) return (period, repeat);
        }

        return null;

        bool IsChained(int line) => lines[line].Items[0] is LayerItem { Layer: var layer } && lines[line].Use is null
            && structure.Inputs(layer) is [var input] && input == (line == 0 ? -1 : lines[line - 1].End);

        bool IsReadOnce(int line) => graph.Layers[lines[line].End] is var layer && !graph.Outputs.Any(o => graph[o] == layer.Nodes[^1])
            && graph.Nodes.Count(n => n.Inputs.Contains(layer.Nodes[^1])) == 1;

        string Text(int line) => LayerText.Of(graph.Layers[lines[line].End]).Write();
    }
}
