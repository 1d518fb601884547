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
            case "Softplus": Apply(node, "Softplus"); break;
            case "HardSigmoid": Apply(node, "HardSigmoid", Float("alpha", 1f / 6), Float("beta", 0.5f)); break;
            case "HardSwish": Apply(node, "HardSwish"); break;
            case "GELU": Apply(node, "Gelu"); break;
            case "TanhGELU": Apply(node, "Gelu", Text("approximate", "tanh")); break;
            case "Clip": ApplyClip(node); break;
            case "SiLU": ApplySiLU(node); break;
            default:
                throw new OnnxFileException(
                    architecture.ModelName, $"operation '{node.Name}' ({node.Operation}) has no counterpart in ONNX that this version writes.",
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

    private void ApplySiLU(ArchitectureNode node) => Map(node, value => graph.Node("Mul", node.Name, [value, graph.Node("Sigmoid", node.Name, [value])]));

    private void Map(ArchitectureNode node, Func<string, string> function)
    {
        ExportedValue input = values[node.Inputs[0].Index];
        if (input.Turned is { } turned)
            values[node.Index] = new ExportedValue { Turned = function(turned), TurnedFrom = input.TurnedFrom };
        else
            Set(node, function(First(node.Inputs[0])));
    }
}
