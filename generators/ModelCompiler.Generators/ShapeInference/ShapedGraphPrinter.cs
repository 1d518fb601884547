using System.Text;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>A checked graph as text: nodes with their shapes and decided padding, then the parameters.</summary>
internal static class ShapedGraphPrinter
{
    public static string Print(ShapedGraph graph)
    {
        var text = new StringBuilder().Append("shaped graph ").Append(graph.Model).Append('\n');
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            text.Append($"  %{i} {node.Name}: {node.Shape} = {ModelGraphPrinter.Describe(node.Operation)}");
            if (node.Inputs.Count > 0) text.Append($" ({string.Join(", ", node.Inputs.Select(n => $"%{n}"))})");
            if (node.Windows.Any(w => w.PadBefore + w.PadAfter > 0))
                text.Append($" pads {string.Join(", ", node.Windows.Select(w => $"{w.PadBefore}+{w.PadAfter}"))}");
            text.Append('\n');
        }

        foreach (var parameter in graph.Parameters)
            text.Append($"  {parameter.Declaration.Name}: {parameter.Shape}, fans {Text.Number(parameter.FanIn)} and "
                + $"{Text.Number(parameter.FanOut)}\n");
        return text.Append(
            $"  {Text.Number(graph.TrainableParameters)} trainable and {Text.Number(graph.NonTrainableParameters)} frozen parameters\n")
            .ToString();
    }
}
