using System.Globalization;
using System.Text;

namespace ModelCompiler.Tool.Declarations;

/// <summary>A declaration of a network, as C#.</summary>
/// <param name="Text">The file's text.</param>
/// <param name="Names">What the compiler calls each layer of the architecture in it: blocks change names.</param>
public sealed record Declaration(string Text, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>What the compiler calls a tensor in the declaration.</summary>
    /// <param name="tensor">Its name in the architecture.</param>
    public string Tensor(string tensor)
    {
        int dot = tensor.LastIndexOf('.');
        return Names[tensor[..dot]] + tensor[dot..];
    }
}

/// <summary>
/// An architecture → the class that a person would write: blocks where a part repeats, names as the compiler makes them, no default spelled
/// out.
/// </summary>
public sealed class DeclarationWriter
{
    private readonly ModelArchitecture graph;
    private readonly BlockClasses classes;
    private readonly List<DeclarationLine> lines;
    private readonly Structure structure;
    private readonly LayerNaming naming;

    private DeclarationWriter(ModelArchitecture graph)
    {
        this.graph = graph;
        structure = new Structure(graph);
        classes = new BlockClasses(graph.ModelName);
        IReadOnlyList<Item> items = structure.Items();
        var planner = new BlockPlanner(graph, classes, items);
        lines = Repetition.Find(graph, structure, classes,
            [.. items.Select(i => new DeclarationLine([i], i is RegionItem r ? planner.Of(r) : null))]);
        naming = new LayerNaming(graph, planner);
    }

    /// <summary>Writes the declaration.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="space">The namespace; null for none.</param>
    /// <param name="about">A sentence or two for the class's summary.</param>
    /// <param name="attributes">More attributes of the class, with brackets.</param>
    public static Declaration Write(ModelArchitecture graph, string? space, string about, params string[] attributes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new DeclarationWriter(graph).Write(space, about, attributes);
    }

    private Declaration Write(string? space, string about, string[] attributes)
    {
        string[] written = [.. WriteLines()];
        var text = new StringBuilder("using ModelCompiler;\n\n");
        if (space is not null) text.Append("namespace ").Append(space).Append(";\n\n");
        if (DroppedCells.Any(graph))
            text.Append("#pragma warning disable MC0107 // Windows leave rows or columns unread, as in the original.\n\n");
        text.Append("/// <summary>").Append(about.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)).Append("</summary>\n[Model]\n");
        foreach (string attribute in attributes) text.Append(attribute).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"[Input({string.Join(", ", graph.InputShape)})]\n");
        foreach (string line in written) text.Append(line).Append('\n');
        foreach (string output in graph.Outputs) text.Append("[Output(\"").Append(naming.ValueNames[graph[output].Name]).Append("\")]\n");
        foreach (ArchitectureLoss loss in graph.Losses) text.Append(Loss(loss)).Append('\n');
        text.Append("public partial class ").Append(graph.ModelName).Append(";\n");
        foreach (BlockClass block in classes.All)
        {
            text.Append("\n/// <summary>A block of <see cref=\"").Append(graph.ModelName).Append("\"/>.</summary>\n[Block]\n");
            foreach (string line in block.Lines) text.Append(line).Append('\n');
            text.Append("public class ").Append(block.Name).Append(";\n");
        }

        return new Declaration(text.ToString(), naming.LayerNames);
    }

    private string Loss(ArchitectureLoss loss)
    {
        var arguments = new List<string> { $"Loss.{loss.Loss}" };
        if (loss.Of != graph.Nodes[^1].Name) arguments.Add($"Output = \"{naming.ValueNames[loss.Of]}\"");
        if (loss.Weight != 1) arguments.Add($"Weight = {LayerArguments.Number(loss.Weight)}");
        if (loss.Loss == ModelCompiler.Loss.Huber && loss.Delta != 1) arguments.Add($"Delta = {LayerArguments.Number(loss.Delta)}");
        return $"[Loss({string.Join(", ", arguments)})]";
    }

    private IEnumerable<string> WriteLines()
    {
        string current = "input";
        foreach (DeclarationLine line in lines)
        {
            naming.Name(line);
            Item first = line.Items[0];
            if (line.Use is { } use)
            {
                string reads = naming.Value(first is RegionItem region ? region.Fork : structure.Inputs(((LayerItem)first).Layer)[0]);
                yield return (reads == current ? use : use with { Rest = [.. use.Rest, $"From = \"{reads}\""] }).Write(line.Repeat);
            }
            else
            {
                yield return WriteLayer(((LayerItem)first).Layer, current);
            }

            current = naming.Value(line.End);
        }
    }

    private string WriteLayer(int layer, string current)
    {
        ArchitectureLayer written = graph.Layers[layer];
        List<string> inputs = [.. structure.Inputs(layer).Select(naming.Value)];
        bool exchanges = written.Kind is "Add" or "Multiply" or "Average" or "Maximum" or "Minimum";
        // A sum reads the line before, whichever of its values that is.
        if (exchanges && inputs.Contains(current) && inputs[0] != current)
        {
            inputs.Remove(current);
            inputs.Insert(0, current);
        }

        string[] from = inputs[0] == current ? [] : [$"From = \"{inputs[0]}\""];
        return LayerText.Of(written).Write(front: inputs.Skip(1).Select(i => $"\"{i}\""), end: from);
    }
}
