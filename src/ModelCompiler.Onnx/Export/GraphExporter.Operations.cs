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
            case Operations.Bias:
                Set(node,
                AddConstant(node, [node.Shape[^1], .. node.Shape.Skip(1).Select(_ => 1)], Weights(node, "bias").ToArray())); break;
            case Operations.PositionBias: ExportPositionBias(node); break;
            case Operations.Softmax: Set(node, Unary(node, "Softmax", Int("axis", 1))); break;
            // Identities in a prediction; of Sampling's values the first is the mean.
            case Operations.Dropout or Operations.GaussianNoise or Operations.Sampling or Operations.Linear:
                values[node.Index] = values[node.Inputs[0].Index];
                break;
            case Operations.Add or Operations.Subtract or Operations.Multiply
                or Operations.Average or Operations.Maximum or Operations.Minimum:
                ExportJoin(node);
                break;
            case Operations.Concatenate: Set(node, graph.Node("Concat", node.Name, node.Inputs.Select(First), Int("axis", 1))); break;
            case Operations.BatchNormalization: ExportNormalization(node); break;
            case Operations.LayerNormalization: ExportLayerNormalization(node); break;
            case Operations.GroupNormalization: ExportGroupNormalization(node); break;
            case Operations.ResponseNormalization: ExportResponseNormalization(node); break;
            case Operations.MaxPooling or Operations.AveragePooling: ExportPooling(node); break;
            case Operations.GlobalMaxPooling: ExportGlobalPooling(node, "GlobalMaxPool"); break;
            case Operations.GlobalAveragePooling: ExportGlobalPooling(node, "GlobalAveragePool"); break;
            case Operations.Reshape: ExportReshape(node); break;
            case Operations.Slice: ExportSlice(node); break;
            case Operations.ChannelShuffle: ExportShuffle(node); break;
            case Operations.PixelShuffle:
                Set(node,
                Unary(node, "DepthToSpace", Int("blocksize", node.Integer("factor", 1)), Text("mode", "CRD"))); break;
            case Operations.Permute: ExportPermutation(node); break;
            case Operations.ZeroPadding: ExportPadding(node); break;
            case Operations.Cropping: ExportCropping(node); break;
            case Operations.Upsampling: ExportUpsampling(node); break;
            default: ExportActivation(node); break;
        }
    }

    private string Unary(ArchitectureNode node, string operation, params AttributeProto[] attributes) =>
        graph.Node(operation, node.Name, [First(node.Inputs[0])], attributes);

    private string AddConstant(ArchitectureNode node, int[] shape, float[] constant) =>
        graph.Node("Add", node.Name, [First(node.Inputs[0]), graph.Constant(node.Parameters[0], shape, constant)]);

    private void ExportPositionBias(ArchitectureNode node)
    {
        int rank = node.Shape.Count;
        float[] bias = IsVector(node) ? Weights(node, "bias").ToArray() : Axes.Permuted(Weights(node, "bias"), [.. node.Shape],
            [rank - 1, .. Enumerable.Range(0, rank - 1)]);
        Set(node, AddConstant(node, Axes.ChannelsFirst(node.Shape), bias));
    }

    /// <summary>Windows that round up are written with the sizes as they were declared, so that they can be read again.</summary>
    private void ExportPooling(ArchitectureNode node)
    {
        IReadOnlyList<ArchitectureWindow> windows = node.Windows;
        bool ceil = node.Word("ceil", "false") == "true", counts = node.Word("count_include_pad", "false") == "true";
        string operation = node.Operation == Operations.MaxPooling ? "MaxPool" : "AveragePool";
        if (ceil) windows = [.. windows.Select((w, axis) => DeclaredPadding.Of(w, node.Inputs[0].Shape[axis], node.Shape[axis]))];
        List<AttributeProto> attributes = [.. Sliding(windows)];
        if (ceil) attributes.Add(Int("ceil_mode", 1));
        if (operation == "AveragePool") attributes.Add(Int("count_include_pad", counts ? 1 : 0));
        Set(node, Unary(node, operation, [.. attributes]));
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
            values[node.Index] = orderIsSame
                ? new ExportedValue { Last = flat }
                : new ExportedValue { Turned = flat, TurnedFrom = input.Shape };
            return;
        }

        values[node.Index] = new ExportedValue { Last = Reshaped(Last(input), node.Name, [.. node.Shape]) };
    }
}
