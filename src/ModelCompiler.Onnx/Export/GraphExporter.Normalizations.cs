using static ModelCompiler.Onnx.Export.OnnxGraphBuilder;

namespace ModelCompiler.Onnx.Export;

/// <summary>Normalizations. ONNX wants scales and shifts even where a layer has none.</summary>
internal sealed partial class GraphExporter
{
    private void ExportNormalization(ArchitectureNode node) => Set(node, graph.Node(
        "BatchNormalization", node.Name,
        [First(node.Inputs[0]), Channelwise(node, "gamma", 1), Channelwise(node, "beta", 0), Channelwise(node, "moving_mean", 0),
            Channelwise(node, "moving_variance", 1)],
        Float("epsilon", node.Real("epsilon", 1e-3f)), Float("momentum", node.Real("momentum", 0.99f))));

    /// <summary>Along the last axis, which is the channels only if they come last.</summary>
    private void ExportLayerNormalization(ArchitectureNode node) => values[node.Index] = new ExportedValue
    {
        Last = graph.Node(
            "LayerNormalization", node.Name, [Last(node.Inputs[0]), Channelwise(node, "gamma", 1), Channelwise(node, "beta", 0)],
                Int("axis", -1), Float("epsilon", node.Real("epsilon", 1e-3f))),
    };

    private void ExportGroupNormalization(ArchitectureNode node) => Set(node, graph.Node(
        "GroupNormalization", node.Name, [First(node.Inputs[0]), Channelwise(node, "gamma", 1), Channelwise(node, "beta", 0)],
        Int("num_groups", node.Integer("groups", 1)), Float("epsilon", node.Real("epsilon", 1e-3f))));

    /// <summary>
    /// Weights with a number for each channel, or numbers that change nothing, under a name that says so: then the layer that is imported
    /// again has none, either.
    /// </summary>
    private string Channelwise(ArchitectureNode node, string part, float otherwise)
    {
        int channels = node.Shape[^1];
        if (node.Parameter(part) is { } name) return graph.Constant(name, [channels], Weights(node, part).ToArray());
        var filled = new float[channels];
        Array.Fill(filled, otherwise);
        return graph.Constant($"{node.Name}{(otherwise == 0 ? NoShift : NoScale)}", [channels], filled);
    }

    /// <summary>Ends of the names of constants that stand where a layer has no weights.</summary>
    internal const string NoScale = ".ones", NoShift = ".zeros";

    /// <summary>
    /// ONNX has no exponent of 0, by which nothing is divided. It divides alpha by the window's size. It normalizes maps only, so other
    /// values are maps of one row or cell meanwhile.
    /// </summary>
    private void ExportResponseNormalization(ArchitectureNode node)
    {
        if (node.Real("beta", 0.5f) == 0)
        {
            values[node.Index] = values[node.Inputs[0].Index];
            return;
        }

        int size = (2 * node.Integer("radius", 5)) + 1, rank = node.Shape.Count;
        string value = First(node.Inputs[0]);
        if (rank < 3) value = Reshaped(value, node.Name, rank == 1 ? [node.Shape[0], 1, 1] : [node.Shape[1], 1, node.Shape[0]]);
        value = graph.Node(
            "LRN", node.Name, [value], Int("size", size), Float("alpha", node.Real("alpha", 1) * size),
                Float("beta", node.Real("beta", 0.5f)), Float("bias", node.Real("bias", 1)));
        Set(node, rank < 3 ? Reshaped(value, node.Name, rank == 1 ? [node.Shape[0]] : [node.Shape[1], node.Shape[0]]) : value);
    }
}
