using System.Globalization;
using System.Text;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>
/// The graph as the text that <c>ModelCompiler.ModelArchitecture</c> reads at run time: a line for the input, for each layer, for each
/// named output and loss. One string literal costs the user's build less than any table of objects. A layer's line gives its operations in
/// order, <c>Conv2D conv2d_1: Convolution[kernel] filters=20 window=5,5 -> 24×24×20 | Bias[bias] | ReLU</c>. What the reader can find out
/// is left out: inputs that are the operation before, shapes that are the input's, settings that do nothing.
/// </summary>
internal static class ArchitectureText
{
    public static IReadOnlyList<string> Lines(ShapedGraph graph)
    {
        var lines = new List<string> { $"input {graph.Input}" };
        for (int i = 1; i < graph.Nodes.Count; i++)
        {
            if (graph.Nodes[i].Layer != graph.Nodes[i - 1].Layer) lines.Add(Head(graph.Layers[graph.Nodes[i].Layer]) + Operation(graph, i));
            else lines[lines.Count - 1] += " | " + Operation(graph, i);
        }

        // A use's name is that of its last layer's value.
        lines.AddRange(
            graph.Outputs.Select(o => $"output {o.Name}{(graph.Nodes[o.Node].Name == o.Name ? "" : $" of={graph.Nodes[o.Node].Name}")}"));
        if (graph.Loss is { } loss) lines.AddRange(graph.AuxiliaryLosses.Prepend(loss).Select(l => Loss(graph, l)));
        return lines;
    }

    private static string Head(Layer layer) => $"{layer.Kind} {layer.Name}{(layer.Trainable ? "" : " frozen")}: ";

    private static string Loss(ShapedGraph graph, LossFunction loss) =>
        $"loss {loss.Kind}"
        + (loss.Node == graph.Nodes.Count - 1 ? "" : $" of={graph.Nodes[loss.Node].Name}")
        + (loss.Weight == 1 ? "" : $" weight={Number(loss.Weight)}")
        + (loss.Kind is LossKind.Huber or LossKind.BinaryFocalCrossEntropy ? $" delta={Number(loss.Delta)}" : "");

    private static string Operation(ShapedGraph graph, int i)
    {
        ShapedNode node = graph.Nodes[i];
        var (name, settings) = ArchitectureSettings.Of(node);
        var text = new StringBuilder(name);
        if (node.Inputs.Count != 1 || node.Inputs[0] != i - 1)
            text.Append($"({string.Join(", ", node.Inputs.Select(n => graph.Nodes[n].Name))})");
        if (node.Parameters.Count > 0)
            text.Append($"[{string.Join(", ", node.Parameters.Select(p => Role(graph.Parameters[p].Declaration.Name)))}]");
        foreach (string setting in settings) text.Append(' ').Append(setting);
        if (node.Shape != graph.Nodes[node.Inputs[0]].Shape) text.Append($" -> {node.Shape}");
        return text.ToString();

        string Role(string parameter) => parameter.Substring(graph.Layers[node.Layer].Name.Length + 1);
    }

    public static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
