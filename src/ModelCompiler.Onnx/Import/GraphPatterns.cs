using ModelCompiler.Onnx.Protos;
using static ModelCompiler.Onnx.Export.OnnxGraphBuilder;

namespace ModelCompiler.Onnx.Import;

/// <summary>
/// Functions that files spell out in simple operators, because their version of the operators has no other: the last node stands for all,
/// as the operator of later versions. Nodes inside are left out if nothing else reads them.
/// </summary>
internal sealed class GraphPatterns
{
    private const float Tolerance = 1e-5f;
    private readonly GraphProto graph;
    private readonly Func<TensorProto, OnnxTensor> decode;
    private readonly Dictionary<string, NodeProto> producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> readers = new(StringComparer.Ordinal);
    private readonly HashSet<NodeProto> inside = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<NodeProto, NodeProto> replaced = new(ReferenceEqualityComparer.Instance);
    private List<NodeProto> seen = [];

    public GraphPatterns(GraphProto graph, Func<TensorProto, OnnxTensor> decode)
    {
        (this.graph, this.decode) = (graph, decode);
        foreach (TensorProto tensor in graph.Initializer) initializers[tensor.Name] = tensor;
        foreach (NodeProto node in graph.Node)
        {
            foreach (string output in node.Output) producers[output] = node;
            foreach (string input in node.Input) readers[input] = readers.GetValueOrDefault(input) + 1;
        }

        foreach (ValueInfoProto output in graph.Output) readers[output.Name] = readers.GetValueOrDefault(output.Name) + 1;
        foreach (NodeProto node in graph.Node.Reverse())
            if (!inside.Contains(node) && node.Output.Count == 1) Match(node);
    }

    /// <summary>Whether a later node stands for this one.</summary>
    public bool Contains(NodeProto node) => inside.Contains(node);

    /// <summary>The node, or the one that it stands for.</summary>
    public NodeProto Of(NodeProto node) => replaced.GetValueOrDefault(node, node);

    private void Match(NodeProto node)
    {
        Func<NodeProto, NodeProto?>[] patterns = node.OpType switch
        {
            "Mul" => [Gelu],
            "Div" => [HardFunction, LayerNormalization],
            "Add" => [ShiftedNormalization],
            "Where" => [Threshold],
            _ => [],
        };
        foreach (var pattern in patterns)
        {
            seen = [];
            if (pattern(node) is not { } found) continue;
            // Everything between must be for this alone.
            NodeProto[] between = [.. seen.Distinct()];
            bool closed = between.All(
                n => n.Output.All(o => readers.GetValueOrDefault(o) == between.Append(node).Sum(m => m.Input.Count(i => i == o))));
            if (!closed) continue;
            found.Name = node.Name;
            found.Output.AddRange(node.Output);
            replaced[node] = found;
            inside.UnionWith(between);
            return;
        }
    }

    private static NodeProto Node(string operation, IEnumerable<string> inputs, params AttributeProto[] attributes) =>
        new() { OpType = operation, Input = { inputs }, Attribute = { attributes } };

    /// <summary>The node that gives a value, if it is one of these; it then belongs to the pattern.</summary>
    private NodeProto? Made(string value, string operation, int inputs)
    {
        if (!producers.TryGetValue(value, out NodeProto? node) || node.OpType != operation || node.Input.Count < inputs
            || node.Output.Count != 1 || inside.Contains(node)) return null;
        seen.Add(node);
        return node;
    }

    /// <summary>A constant number, if the value is one.</summary>
    private float? Number(string value)
    {
        TensorProto? tensor = initializers.GetValueOrDefault(value);
        if (tensor is null && producers.TryGetValue(value, out NodeProto? node) && node.OpType == "Constant")
            tensor = node.Attribute.FirstOrDefault(a => a.Name == "value")?.T;
        return tensor is not null && tensor.Dims.All(d => d == 1)
            && decode(tensor) is var decoded ? decoded.Floats is [var number] ? number : decoded.Integers is [var whole] ? whole : null
            : null;
    }

    private bool Is(string value, float number) => Number(value) is { } found && MathF.Abs(found - number) <= Tolerance * MathF.Abs(number);

    /// <summary>The other input of a node that has this number as one of two.</summary>
    private string? Beside(NodeProto? node, float number) =>
        node is null || node.Input.Count != 2 ? null : Is(node.Input[1], number) ? node.Input[0] : Is(node.Input[0],
            number) ? node.Input[1] : null;

    /// <summary>x/2 · (1 + erf(x/√2)), its factors in any order.</summary>
    private NodeProto? Gelu(NodeProto last)
    {
        var factors = new List<string>();
        Factors(last.Input, factors, 3);
        if (factors.Count != 3 || factors.FindIndex(f => Is(f, 0.5f)) is < 0 and var half) return null;
        factors.RemoveAt(factors.FindIndex(f => Is(f, 0.5f)));
        for (int i = 0; i < 2; i++)
        {
            int marked = seen.Count;
            string x = factors[1 - i];
            if (Beside(Made(factors[i], "Add", 2), 1) is { } function)
            {
                if (Made(function, "Erf", 1) is { } erf
                    && (Made(erf.Input[0], "Div", 2) is { } div ? div.Input[0] == x
                    && Is(div.Input[1], 1.41421356f) : Beside(Made(erf.Input[0], "Mul", 2), 0.70710678f) == x))
                    return Node("Gelu", [x]);
                if (Made(function, "Tanh", 1) is { } tanh
                    && Made(Beside(Made(tanh.Input[0], "Mul", 2), 0.79788456f) ?? "", "Add", 2) is { } sum
                    && sum.Input.FirstOrDefault(v => v != x) is { } cubic && sum.Input.Contains(x)
                    && Beside(Made(cubic, "Mul", 2), 0.044715f) is { } cube && IsCube(cube, x))
                    return Node("Gelu", [x], Text("approximate", "tanh"));
            }

            seen.RemoveRange(marked, seen.Count - marked);
        }

        return null;
    }

    private bool IsCube(string value, string x)
    {
        if (Made(value, "Pow", 2) is { } power) return power.Input[0] == x && Is(power.Input[1], 3);
        var factors = new List<string>();
        Factors([value], factors, 3);
        return factors.Count == 3 && factors.TrueForAll(f => f == x);
    }

    private void Factors(IEnumerable<string> inputs, List<string> factors, int depth)
    {
        foreach (string input in inputs)
        {
            if (depth > 1 && Made(input, "Mul", 2) is { } product) Factors(product.Input, factors, depth - 1);
            else factors.Add(input);
        }
    }

    /// <summary>min(max(x + 3, 0), 6) / 6, and that times x.</summary>
    private NodeProto? HardFunction(NodeProto last)
    {
        if (!Is(last.Input[^1], 6)) return null;
        if (HardSum(last.Input[0]) is { } x) return Node("HardSigmoid", [x], Float("alpha", 1f / 6), Float("beta", 0.5f));
        return Made(last.Input[0], "Mul", 2) is { } product && (HardSum(product.Input[1]) == product.Input[0]
            || HardSum(product.Input[0]) == product.Input[1])
            ? Node("HardSwish", [producers.GetValueOrDefault(product.Input[1])?.OpType == "Clip" ? product.Input[0] : product.Input[1]])
            : null;
    }

    private string? HardSum(string value)
    {
        if (Made(value, "Clip", 1) is not { } clip) return null;
        float? Bound(string name, int at) =>
            clip.Attribute.FirstOrDefault(a => a.Name == name)?.F ?? (clip.Input.Count > at ? Number(clip.Input[at]) : null);
        return Bound("min", 1) is 0 && Bound("max", 2) is 6
            ? Beside(Made((Made(clip.Input[0], "Relu", 1) ?? clip).Input[0], "Add", 2), 3)
            : null;
    }

    /// <summary>(x - mean) / √(variance + epsilon) along the last axis.</summary>
    private NodeProto? LayerNormalization(NodeProto last) => Normalized(last, []);

    /// <summary>The same, scaled and shifted.</summary>
    private NodeProto? ShiftedNormalization(NodeProto last)
    {
        for (int i = 0; i < 2 && last.Input.Count == 2; i++)
            for (int j = 0; j < 2; j++)
            {
                seen = [];
                if (Made(last.Input[i], "Mul", 2) is { } scaled && initializers.ContainsKey(scaled.Input[1 - j])
                    && initializers.ContainsKey(last.Input[1 - i])
                    && Made(scaled.Input[j], "Div", 2) is { } divided && Normalized(divided,
                    [scaled.Input[1 - j], last.Input[1 - i]]) is { } found)
                    return found;
            }

        return null;
    }

    private NodeProto? Normalized(NodeProto last, string[] affine)
    {
        if (last.Input.Count != 2 || Made(last.Input[0], "Sub", 2) is not { } centred || Mean(centred.Input[1]) != centred.Input[0]
            || Made(last.Input[1], "Sqrt", 1) is not { } root) return null;
        if (Made(root.Input[0], "Add", 2) is not { } sum || Number(sum.Input[1]) is not { } epsilon
            || Made(Mean(sum.Input[0]) ?? "", "Pow", 2) is not { } square || !Is(square.Input[1], 2)) return null;
        // Exporters write the difference once or twice.
        bool same = square.Input[0] == centred.Output[0] || (Made(square.Input[0], "Sub", 2) is { } again
            && again.Input[0] == centred.Input[0] && Mean(again.Input[1]) == centred.Input[0]);
        if (!same) return null;
        if (affine.Length > 0) return Node("LayerNormalization", [centred.Input[0], .. affine], Int("axis", -1), Float("epsilon", epsilon));
        return Node("LayerNormalization", [centred.Input[0]], Int("axis", -1), Float("epsilon", epsilon));
    }

    private string? Mean(string value) =>
        Made(value, "ReduceMean", 1) is { } mean && (mean.Attribute.FirstOrDefault(a => a.Name == "axes")?.Ints is [-1]
            || (mean.Input.Count > 1 && Is(mean.Input[1], -1))) ? mean.Input[0] : null;

    /// <summary>x from a threshold on, (x - threshold) · slope below, as it is exported here.</summary>
    private NodeProto? Threshold(NodeProto last)
    {
        if (last.Input.Count != 3 || Made(last.Input[0], "GreaterOrEqual", 2) is not { } above || above.Input[0] != last.Input[1]
            || Number(above.Input[1]) is not { } threshold) return null;
        return Made(last.Input[2], "Mul", 2) is { } below && Number(below.Input[1]) is { } slope
            && Made(below.Input[0], "Sub", 2) is { } less && less.Input[0] == last.Input[1] && Number(less.Input[1]) == threshold
            ? Node("Where", [last.Input[1]], Float("slope", slope), Float("threshold", threshold)) : null;
    }
}
