using ModelCompiler.Onnx.Protos;
using static ModelCompiler.Onnx.Export.OnnxGraphBuilder;

namespace ModelCompiler.Onnx.Export;

/// <summary>
/// A model's architecture and weights → an ONNX graph that computes the same. ONNX's operators want channels first: the input is transposed
/// once, everything inside is channels first, and outputs that are maps are transposed back. A dense layer behind a flattened map gets its
/// kernel's rows in the order of channels first, so nothing is transposed there.
/// </summary>
internal sealed partial class GraphExporter(ModelArchitecture architecture, ParameterSet weights, OnnxExportOptions options)
{
    private readonly OnnxGraphBuilder graph = new();
    private readonly ExportedValue[] values = new ExportedValue[architecture.Nodes.Count];

    /// <summary>How many operations read each value; a named output counts as one.</summary>
    private readonly int[] readers = new int[architecture.Nodes.Count];

    /// <summary>The operation that reads a value that only one reads.</summary>
    private readonly ArchitectureNode?[] reader = new ArchitectureNode?[architecture.Nodes.Count];

    public GraphProto Export()
    {
        CountReaders();
        (string Name, ArchitectureNode Node)[] outputs = [(architecture.Nodes[^1].Name, architecture.Nodes[^1]),
            .. architecture.Outputs.Select(name => (name, architecture[name]))];
        foreach (var (name, _) in outputs)
            graph.Name(name);
        ExportInput();
        foreach (ArchitectureNode node in architecture.Nodes.Skip(1))
            if (values[node.Index] is null) ExportNode(node);
        NameOutputs(outputs);
        graph.Graph.Name = architecture.ModelName;
        return graph.Graph;
    }

    private void CountReaders()
    {
        foreach (ArchitectureNode node in architecture.Nodes)
            foreach (ArchitectureNode input in node.Inputs) (readers[input.Index], reader[input.Index]) = (readers[input.Index] + 1, node);
        foreach (string output in architecture.Outputs)
            readers[architecture[output].Index]++;
    }

    private void ExportInput()
    {
        string name = graph.Name(architecture.Nodes[0].Name);
        graph.Graph.Input.Add(Border(name, architecture.InputShape));
        values[0] = new ExportedValue { Last = name };
    }

    /// <summary>Values that leave the graph get the names of their layers.</summary>
    private void NameOutputs(IEnumerable<(string Name, ArchitectureNode Node)> outputs)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, output) in outputs)
        {
            string value = Last(output);
            if (value == graph.Graph.Input[0].Name || renamed.ContainsKey(value))
                value = graph.Node("Identity", name, [value]);
            renamed.Add(value, name);
            graph.Graph.Output.Add(Border(name, output.Shape));
        }

        foreach (NodeProto node in graph.Graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++)
                node.Input[i] = renamed.GetValueOrDefault(node.Input[i], node.Input[i]);
            for (int i = 0; i < node.Output.Count; i++)
                node.Output[i] = renamed.GetValueOrDefault(node.Output[i], node.Output[i]);
        }
    }

    /// <summary>The operation after this one, if it is of this kind and the only one that reads the value.</summary>
    private ArchitectureNode? Follower(ArchitectureNode node, string operation) =>
        readers[node.Index] == 1 && reader[node.Index] is { } next && next.Operation == operation ? next : null;

    private ReadOnlySpan<float> Weights(ArchitectureNode node, string part) =>
        weights[node.Parameter(part)
            ?? throw new OnnxFileException(architecture.ModelName, $"operation '{node.Name}' ({node.Operation}) has no weights '{part}'.",
                "Compile the model with this version of ModelCompiler.")].Values;

    private static bool IsVector(ArchitectureNode node) => node.Shape.Count == 1;

    private static int[] Reversed(int rank) => [0, .. Enumerable.Range(2, rank - 1), 1];

    /// <summary>The value channels last, a vector in our order.</summary>
    private string Last(ArchitectureNode node)
    {
        ExportedValue value = values[node.Index];
        if (value.Last is { } last)
            return last;
        if (value.Turned is { } turned)
        {
            int[] first = Axes.ChannelsFirst(value.TurnedFrom!);
            string map = Reshaped(turned, node.Name, first);
            string transposed = graph.Node("Transpose", node.Name, [map], Ints("perm", Reversed(first.Length)));
            return value.Last = Reshaped(transposed, node.Name, [.. node.Shape]);
        }

        return value.Last = graph.Node("Transpose", node.Name, [value.First!], Ints("perm", Reversed(node.Shape.Count)));
    }

    /// <summary>The value channels first; a vector in our order.</summary>
    private string First(ArchitectureNode node)
    {
        if (IsVector(node))
            return Last(node);
        int rank = node.Shape.Count;
        return values[node.Index].First ??= graph.Node("Transpose", node.Name, [values[node.Index].Last!],
            Ints("perm", [0, rank, .. Enumerable.Range(1, rank - 1)]));
    }

    /// <summary>Another shape; the batch stays.</summary>
    private string Reshaped(string value, string name, int[] shape) =>
        graph.Node("Reshape", name, [value, graph.Constant($"{name}.shape", [0, .. shape.Select(e => (long)e)])]);

    private void Set(ArchitectureNode node, string value) =>
        values[node.Index] = IsVector(node) ? new ExportedValue { Last = value } : new ExportedValue { First = value };
}
