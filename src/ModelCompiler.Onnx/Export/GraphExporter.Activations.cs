using ModelCompiler.Onnx.Protos;
using static ModelCompiler.Onnx.Export.OnnxGraphBuilder;

namespace ModelCompiler.Onnx.Export;

/// <summary>Functions of each element, which keep whatever order a vector's elements are in.</summary>
internal sealed partial class GraphExporter
{
    private void ExportActivation(ArchitectureNode node)
    {
        switch (node.Operation)
        {
            case Operations.ReLU: Apply(node, "Relu"); break;
            case Operations.LeakyReLU: Apply(node, "LeakyRelu", Float("alpha", node.Real("alpha", 0))); break;
            case Operations.ELU: Apply(node, "Elu", Float("alpha", node.Real("alpha", 0))); break;
            case Operations.Sigmoid: Apply(node, "Sigmoid"); break;
            case Operations.Tanh: Apply(node, "Tanh"); break;
            case Operations.Softplus: Apply(node, "Softplus"); break;
            case Operations.HardSigmoid: Apply(node, "HardSigmoid", Float("alpha", 1f / 6), Float("beta", 0.5f)); break;
            case Operations.HardSwish: Apply(node, "HardSwish"); break;
            case Operations.GELU: Apply(node, "Gelu"); break;
            case Operations.TanhGELU: Apply(node, "Gelu", Text("approximate", "tanh")); break;
            case Operations.Clip: ApplyClip(node); break;
            case Operations.SiLU: ApplySiLU(node); break;
            case Operations.ThresholdedReLU: ApplyThreshold(node); break;
            case Operations.PReLU: ApplyPReLU(node); break;
            default:
                throw new OnnxFileException(
                    architecture.ModelName,
                    $"operation '{node.Name}' ({node.Operation}) has no counterpart in ONNX that this version writes.",
                    "Leave the layer out of the exported model, or update ModelCompiler.Onnx.", node.Name, node.Operation);
        }
    }

    private void Apply(ArchitectureNode node, string operation, params AttributeProto[] attributes) =>
        Map(node, value => graph.Node(operation, node.Name, [value], attributes));

    private void ApplyClip(ArchitectureNode node)
    {
        string Bound(string part, float value) => float.IsInfinity(value) ? "" : graph.Constant($"{node.Name}.{part}", [], [value]);
        string least = Bound("least", node.Real("alpha", 0)), greatest = Bound("greatest", node.Real("beta", 0));
        Map(node, value => graph.Node("Clip", node.Name, [value, least, greatest]));
    }

    private void ApplySiLU(ArchitectureNode node) =>
        Map(node, value => graph.Node("Mul", node.Name, [value, graph.Node("Sigmoid", node.Name, [value])]));

    /// <summary>ONNX's ThresholdedRelu has no slope, and another value at the threshold.</summary>
    private void ApplyThreshold(ArchitectureNode node)
    {
        string threshold = graph.Constant($"{node.Name}.threshold", [], [node.Real("beta", 0)]),
            slope = graph.Constant($"{node.Name}.slope", [], [node.Real("alpha", 0)]);
        Map(node, value =>
        {
            string above = graph.Node("GreaterOrEqual", node.Name, [value, threshold]);
            string below = graph.Node("Mul", node.Name, [graph.Node("Sub", node.Name, [value, threshold]), slope]);
            return graph.Node("Where", node.Name, [above, value, below]);
        });
    }

    private void ApplyPReLU(ArchitectureNode node)
    {
        int[] shared = node.Integers("shared"), shape = [.. node.Shape.Select((e, i) => shared.Contains(i + 1) ? 1 : e)];
        int rank = shape.Length;
        float[] slopes = rank == 1 ? Weights(node, "alpha").ToArray() : Axes.Permuted(Weights(node, "alpha"), shape,
            [rank - 1, .. Enumerable.Range(0, rank - 1)]);
        string constant = graph.Constant(node.Parameters[0], Axes.ChannelsFirst(shape), slopes);
        Set(node, graph.Node("PRelu", node.Name, [First(node.Inputs[0]), constant]));
    }

    private void Map(ArchitectureNode node, Func<string, string> function)
    {
        ExportedValue input = values[node.Inputs[0].Index];
        if (input.Turned is { } turned)
            values[node.Index] = new ExportedValue { Turned = function(turned), TurnedFrom = input.TurnedFrom };
        else
            Set(node, function(First(node.Inputs[0])));
    }
}
