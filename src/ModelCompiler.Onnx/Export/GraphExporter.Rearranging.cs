using ModelCompiler.Onnx.Protos;
using static ModelCompiler.Onnx.Export.OnnxGraphBuilder;

namespace ModelCompiler.Onnx.Export;

/// <summary>Elements that are picked or change places.</summary>
internal sealed partial class GraphExporter
{
    /// <summary>An axis of a value, from 1 and channels last, where ONNX has it: channels first, the batch counted.</summary>
    private static int FirstAxis(int axis, int rank) => rank == 1 ? 1 : axis == rank ? 1 : axis + 1;

    private void ExportSlice(ArchitectureNode node)
    {
        if (architecture.Layers.FirstOrDefault(l => l.Nodes[0] == node) is { Kind: "ChannelSplit" })
        {
            ExportSplit(node);
            return;
        }

        int rank = node.Shape.Count, axis = node.Integer("axis", rank), start = node.Integer("start", 0), at = FirstAxis(axis, rank);
        Set(node, graph.Node(
            "Slice", node.Name,
            [First(node.Inputs[0]), graph.Constant($"{node.Name}.starts", start),
                graph.Constant($"{node.Name}.ends", start + node.Shape[axis - 1]), graph.Constant($"{node.Name}.axes", at)]));
    }

    /// <summary>All equal parts of the same value are the outputs of one node.</summary>
    private void ExportSplit(ArchitectureNode node)
    {
        int length = node.Shape[^1], parts = node.Inputs[0].Shape[^1] / length;
        string[] values = graph.Nodes("Split", node.Name, [First(node.Inputs[0])], parts, Int("axis", 1), Int("num_outputs", parts));
        foreach (ArchitectureNode sibling in architecture.Layers.Where(l => l.Kind == "ChannelSplit").Select(l => l.Nodes[0]))
            if (sibling.Inputs[0] == node.Inputs[0] && sibling.Shape[^1] == length)
                Set(sibling, values[sibling.Integer("start", 0) / length]);
    }

    /// <summary>
    /// A matrix of groups, turned. A vector is a map of one cell meanwhile, so that the file says that the axis is one of channels.
    /// </summary>
    private void ExportShuffle(ArchitectureNode node)
    {
        int groups = node.Integer("groups", 1), channels = node.Shape[^1], rank = Math.Max(node.Shape.Count, 3);
        int[] cells = IsVector(node) ? [1, 1] : [.. node.Shape.SkipLast(1)];
        string split = Reshaped(First(node.Inputs[0]), node.Name, [groups, channels / groups, .. cells]);
        string turned = graph.Node("Transpose", node.Name, [split], Ints("perm", [0, 2, 1, .. Enumerable.Range(3, cells.Length)]));
        Set(node, Reshaped(turned, node.Name, IsVector(node) ? [channels] : Axes.ChannelsFirst(node.Shape)));
    }

    /// <summary>Tells a layer's transposition from those between channels first and last.</summary>
    internal const string PermuteLayer = "Permute";

    private void ExportPermutation(ArchitectureNode node)
    {
        int rank = node.Shape.Count;
        int[] axes = node.Integers("axes");
        if (axes.SequenceEqual(Enumerable.Range(1, rank)))
        {
            values[node.Index] = values[node.Inputs[0].Index];
            return;
        }

        int[] order = [axes[rank - 1], .. axes.Take(rank - 1)];
        Set(node, Unary(node, "Transpose", Ints("perm", [0, .. order.Select(a => FirstAxis(a, rank))])));
        graph.Graph.Node[^1].DocString = PermuteLayer;
    }

    /// <summary>
    /// ONNX Runtime joins padding with the convolution or pooling behind it. A pooling's own padding is no zeros, so there the axes are
    /// given by name: that form it leaves alone.
    /// </summary>
    private void ExportPadding(ArchitectureNode node)
    {
        int[] sides = node.Integers("sides");
        bool isPooled = architecture.Nodes.Any(n => n.Operation is Operations.MaxPooling or Operations.AveragePooling
            && n.Inputs[0] == node);
        string value = First(node.Inputs[0]);
        Set(node, isPooled
            ? graph.Node("Pad", node.Name,
            [value, graph.Constant($"{node.Name}.pads", sides[0], sides[2], sides[1], sides[3]), "",
                graph.Constant($"{node.Name}.axes", 2, 3)])
            : graph.Node("Pad", node.Name,
            [value, graph.Constant($"{node.Name}.pads", 0, 0, sides[0], sides[2], 0, 0, sides[1], sides[3])]));
    }

    private void ExportCropping(ArchitectureNode node)
    {
        int[] sides = node.Integers("sides");
        IReadOnlyList<int> shape = node.Inputs[0].Shape;
        Set(node, graph.Node(
            "Slice", node.Name,
            [First(node.Inputs[0]), graph.Constant($"{node.Name}.starts", sides[0], sides[2]),
                graph.Constant($"{node.Name}.ends", shape[0] - sides[1], shape[1] - sides[3]), graph.Constant($"{node.Name}.axes", 2, 3)]));
    }

    private void ExportUpsampling(ArchitectureNode node)
    {
        int[] size = node.Integers("size");
        AttributeProto[] how = node.Word("kind", "Nearest") == "Nearest"
            ? [Text("mode", "nearest"), Text("coordinate_transformation_mode", "asymmetric"), Text("nearest_mode", "floor")]
            : [Text("mode", "linear"), Text("coordinate_transformation_mode", "half_pixel")];
        Set(node, graph.Node(
            "Resize", node.Name, [First(node.Inputs[0]), "", graph.Constant($"{node.Name}.scales", [4], [1, 1, size[0], size[1]])], how));
    }
}
