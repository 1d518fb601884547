using System.Text;

namespace ModelCompiler.Onnx.Import;

/// <summary>
/// Operations → layers as a declaration has them: biases and activations join the kernels before them. Gives the architecture's text, and
/// the weights by their names in it.
/// </summary>
internal sealed class LayerGrouping
{
    private static readonly HashSet<string> Kernels = [Operations.Convolution, Operations.DepthwiseConvolution,
        Operations.TransposedConvolution, Operations.Dense];
    private static readonly HashSet<string> Joins = [Operations.Add, Operations.Subtract, Operations.Multiply, Operations.Average,
        Operations.Maximum, Operations.Minimum, Operations.Concatenate];
    private readonly string path;
    private readonly IReadOnlyList<ImportedNode> outputs;
    private readonly Dictionary<ImportedNode, List<ImportedNode>> readers = [];
    private readonly Dictionary<ImportedNode, string> names = [];
    private readonly Dictionary<string, int> ofKind = new(StringComparer.Ordinal);
    private readonly HashSet<ImportedNode> needed = [];
    private readonly List<ImportedTensor> tensors = [];

    private LayerGrouping(string path, IReadOnlyList<ImportedNode> outputs) => (this.path, this.outputs) = (path, outputs);

    public static ImportedModel Group(string path, string modelName, IReadOnlyList<ImportedNode> nodes,
        IReadOnlyList<(string Name, ImportedNode Node)> outputs) =>
        new LayerGrouping(path, [.. outputs.Select(o => o.Node).Distinct()]).Run(modelName, nodes);

    private ImportedModel Run(string modelName, IReadOnlyList<ImportedNode> nodes)
    {
        foreach (ImportedNode output in outputs)
            Need(output);
        foreach (ImportedNode node in nodes.Where(needed.Contains))
            foreach (ImportedNode input in node.Inputs) Readers(input).Add(node);
        ImportedNode main = outputs.FirstOrDefault(o => Readers(o).Count == 0)
            ?? throw new OnnxFileException(path, "has no output that nothing else reads.", "A model's own output is its last layer's.");
        if (main.Operation == Operations.Input)
            throw new OnnxFileException(path, "gives its input back: there is no layer in it.", "Export a network.");
        List<List<ImportedNode>> layers = Layers(nodes);
        List<ImportedNode> last = layers.Single(l => l[^1] == main);
        layers.Remove(last);
        layers.Add(last);
        string text = Text(nodes[0], layers, main);
        return new ImportedModel(ModelArchitecture.Parse(modelName, text), tensors);
    }

    /// <summary>Not by recursion: a network may be deeper than a stack.</summary>
    private void Need(ImportedNode output)
    {
        var waiting = new Stack<ImportedNode>([output]);
        while (waiting.TryPop(out ImportedNode? node))
        {
            if (!needed.Add(node)) continue;
            foreach (ImportedNode input in node.Inputs) waiting.Push(input);
        }
    }

    private List<ImportedNode> Readers(ImportedNode node) =>
        readers.TryGetValue(node, out List<ImportedNode>? list) ? list : readers[node] = [];

    private List<List<ImportedNode>> Layers(IReadOnlyList<ImportedNode> nodes)
    {
        var layers = new List<List<ImportedNode>>();
        var taken = new HashSet<ImportedNode>();
        foreach (ImportedNode node in nodes.Where(n => needed.Contains(n) && n.Operation != Operations.Input))
        {
            if (!taken.Add(node)) continue;
            if (node.Operation == Operations.Bias)
                throw new OnnxFileException(path, $"node '{node.Origin}' adds a bias to a value that is read before it, too.",
                    "Export it with the bias as an input of the convolution.", node.Origin);
            List<ImportedNode> layer = [node];
            if (Kernels.Contains(node.Operation)) Follow(layer, n => n.Operation == Operations.Bias);
            if (Kernels.Contains(node.Operation) || Joins.Contains(node.Operation)) Follow(layer, n => Words.Activation(n) is not null);
            taken.UnionWith(layer);
            layers.Add(layer);
        }

        return layers;
    }

    /// <summary>Takes the next operation in if nothing else reads the value before it.</summary>
    private void Follow(List<ImportedNode> layer, Func<ImportedNode, bool> joins)
    {
        if (!outputs.Contains(layer[^1]) && Readers(layer[^1]) is [var next] && joins(next)) layer.Add(next);
    }

    private string Text(ImportedNode input, List<List<ImportedNode>> layers, ImportedNode main)
    {
        var text = new StringBuilder($"input {string.Join("×", input.Shape)}");
        names[input] = "input";
        ImportedNode before = input;
        foreach (List<ImportedNode> layer in layers)
        {
            string kind = Words.Kind(layer[0]), name = $"{Words.Snake(kind)}_{ofKind[kind] = ofKind.GetValueOrDefault(kind) + 1}";
            text.Append('\n').Append(kind).Append(' ').Append(name).Append(": ");
            for (int i = 0; i < layer.Count; i++)
            {
                names[layer[i]] = i == layer.Count - 1 ? name : $"{name}.{i + 1}";
                text.Append(i == 0 ? "" : " | ").Append(Describe(layer[i], before));
                foreach (var (part, shape, values) in layer[i].Weights)
                    tensors.Add(new ImportedTensor($"{name}.{part}", shape, values));
                before = layer[i];
            }
        }

        foreach (ImportedNode output in outputs.Where(o => o != main))
            text.Append("\noutput ").Append(names[output]);
        return text.ToString();
    }

    private string Describe(ImportedNode node, ImportedNode before)
    {
        var text = new StringBuilder(node.Operation);
        if (node.Inputs.Length != 1 || node.Inputs[0] != before)
            text.Append('(').AppendJoin(", ", node.Inputs.Select(i => names[i])).Append(')');
        if (node.Weights.Count > 0) text.Append('[').AppendJoin(", ", node.Weights.Select(w => w.Part)).Append(']');
        foreach (string setting in node.Settings) text.Append(' ').Append(setting);
        if (!node.Shape.SequenceEqual(node.Inputs[0].Shape)) text.Append(" -> ").AppendJoin("×", node.Shape);
        return text.ToString();
    }
}
