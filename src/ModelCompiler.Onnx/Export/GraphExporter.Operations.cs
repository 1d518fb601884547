using ModelCompiler.Onnx.Protos;
using static ModelCompiler.Onnx.Export.OnnxGraphBuilder;

namespace ModelCompiler.Onnx.Export;

/// <summary>Each operation's place in ONNX.</summary>
internal sealed partial class GraphExporter
{
    private void ExportNode(ArchitectureNode node)
    {
        switch (node.Operation)
        {
            case Operations.Convolution: ExportConvolution(node); break;
            case Operations.DepthwiseConvolution: ExportDepthwise(node); break;
            case Operations.TransposedConvolution: ExportTransposed(node); break;
            case Operations.Dense: ExportDense(node); break;
            case Operations.FixedFilter: ExportFilter(node); break;
            case Operations.MedianFilter: ExportMedian(node); break;
            case Operations.Bias: Set(node, AddConstant(node, [node.Shape[^1], .. node.Shape.Skip(1).Select(_ => 1)], Weights(node, "bias").ToArray())); break;
            case Operations.PositionBias: ExportPositionBias(node); break;
            case Operations.Softmax: Set(node, Unary(node, "Softmax", Int("axis", 1))); break;
            case Operations.Dropout or Operations.Linear: values[node.Index] = values[node.Inputs[0].Index]; break;
            case Operations.Add or Operations.Multiply: ExportJoin(node); break;
            case Operations.Concatenate: Set(node, graph.Node("Concat", node.Name, node.Inputs.Select(First), Int("axis", 1))); break;
            case Operations.BatchNormalization: ExportNormalization(node); break;
            case Operations.ResponseNormalization: ExportResponseNormalization(node); break;
            case Operations.MaxPooling: Set(node, Unary(node, "MaxPool", Sliding(node.Windows))); break;
            case Operations.AveragePooling: Set(node, Unary(node, "AveragePool", [.. Sliding(node.Windows), Int("count_include_pad", 0)])); break;
            case Operations.GlobalMaxPooling: ExportGlobalPooling(node, "GlobalMaxPool"); break;
            case Operations.GlobalAveragePooling: ExportGlobalPooling(node, "GlobalAveragePool"); break;
            case Operations.Reshape: ExportReshape(node); break;
            case Operations.ZeroPadding: ExportPadding(node); break;
            case Operations.Cropping: ExportCropping(node); break;
            case Operations.Upsampling: ExportUpsampling(node); break;
            default: ExportActivation(node); break;
        }
    }

    private string Unary(ArchitectureNode node, string operation, params AttributeProto[] attributes) => graph.Node(operation, node.Name, [First(node.Inputs[0])], attributes);

    private string AddConstant(ArchitectureNode node, int[] shape, float[] constant) =>
        graph.Node("Add", node.Name, [First(node.Inputs[0]), graph.Constant(node.Parameters[0], shape, constant)]);

    private void ExportPositionBias(ArchitectureNode node)
    {
        int rank = node.Shape.Count;
        float[] bias = IsVector(node) ? Weights(node, "bias").ToArray() : Axes.Permuted(Weights(node, "bias"), [.. node.Shape], [rank - 1, .. Enumerable.Range(0, rank - 1)]);
        Set(node, AddConstant(node, Axes.ChannelsFirst(node.Shape), bias));
    }

    private void ExportJoin(ArchitectureNode node)
    {
        string operation = node.Operation == Operations.Add ? "Add" : "Mul", value = First(node.Inputs[0]);
        foreach (ArchitectureNode input in node.Inputs.Skip(1))
            value = graph.Node(operation, node.Name, [value, First(input)]);
        // A value joined with nothing is itself.
        if (node.Inputs.Count == 1) values[node.Index] = values[node.Inputs[0].Index];
        else Set(node, value);
    }

    private void ExportNormalization(ArchitectureNode node)
    {
        int channels = node.Shape[^1];
        string Constant(string part, float otherwise) => graph.Constant(
            node.Parameter(part) ?? $"{node.Name}.{part}", [channels], node.Parameter(part) is null ? Filled(channels, otherwise) : Weights(node, part).ToArray());
        Set(node, graph.Node(
            "BatchNormalization", node.Name,
            [First(node.Inputs[0]), Constant("gamma", 1), Constant("beta", 0), Constant("moving_mean", 0), Constant("moving_variance", 1)],
            Float("epsilon", node.Real("epsilon", 1e-3f)), Float("momentum", node.Real("momentum", 0.99f))));
    }

    private static float[] Filled(int length, float value)
    {
        var filled = new float[length];
        Array.Fill(filled, value);
        return filled;
    }

    /// <summary>ONNX divides alpha by the window's size.</summary>
    private void ExportResponseNormalization(ArchitectureNode node)
    {
        int size = (2 * node.Integer("radius", 5)) + 1;
        Set(node, Unary(
            node, "LRN", Int("size", size), Float("alpha", node.Real("alpha", 1) * size), Float("beta", node.Real("beta", 0.5f)), Float("bias", node.Real("bias", 1))));
    }

    /// <summary>ONNX keeps the axes, each of extent 1.</summary>
    private void ExportGlobalPooling(ArchitectureNode node, string operation) =>
        Set(node, IsVector(node) ? graph.Node("Flatten", node.Name, [Unary(node, operation)], Int("axis", 1)) : Unary(node, operation));

    private void ExportReshape(ArchitectureNode node)
    {
        ArchitectureNode input = node.Inputs[0];
        bool orderIsSame = IsVector(input) || input.Shape[^1] == 1 || input.Shape.Take(input.Shape.Count - 1).All(e => e == 1);
        if (IsVector(node) && !IsVector(input))
        {
            string flat = graph.Node("Flatten", node.Name, [First(input)], Int("axis", 1));
            values[node.Index] = orderIsSame ? new ExportedValue { Last = flat } : new ExportedValue { Turned = flat, TurnedFrom = input.Shape };
            return;
        }

        values[node.Index] = new ExportedValue { Last = Reshaped(Last(input), node.Name, [.. node.Shape]) };
    }

    private void ExportPadding(ArchitectureNode node)
    {
        int[] sides = node.Integers("sides");
        Set(node, graph.Node("Pad", node.Name, [First(node.Inputs[0]), graph.Constant($"{node.Name}.pads", 0, 0, sides[0], sides[2], 0, 0, sides[1], sides[3])]));
    }

    private void ExportCropping(ArchitectureNode node)
    {
        int[] sides = node.Integers("sides");
        IReadOnlyList<int> shape = node.Inputs[0].Shape;
        Set(node, graph.Node(
            "Slice", node.Name,
            [First(node.Inputs[0]), graph.Constant($"{node.Name}.starts", sides[0], sides[2]), graph.Constant($"{node.Name}.ends", shape[0] - sides[1], shape[1] - sides[3]), graph.Constant($"{node.Name}.axes", 2, 3)]));
    }

    private void ExportUpsampling(ArchitectureNode node)
    {
        int[] size = node.Integers("size");
        AttributeProto[] how = node.Word("kind", "Nearest") == "Nearest"
            ? [Text("mode", "nearest"), Text("coordinate_transformation_mode", "asymmetric"), Text("nearest_mode", "floor")]
            : [Text("mode", "linear"), Text("coordinate_transformation_mode", "half_pixel")];
        Set(node, graph.Node("Resize", node.Name, [First(node.Inputs[0]), "", graph.Constant($"{node.Name}.scales", [4], [1, 1, size[0], size[1]])], how));
    }
}
