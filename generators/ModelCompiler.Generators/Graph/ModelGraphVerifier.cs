namespace ModelCompiler.Generators.Graph;

/// <summary>What every graph must satisfy, whatever was declared. A finding is a mistake of the compiler, not of the user.</summary>
internal static class ModelGraphVerifier
{
    public static IReadOnlyList<string> Verify(ModelGraph graph)
    {
        var findings = new List<string>();
        if (graph.Nodes.Count == 0) return ["a graph has at least its input"];
        if (graph.Nodes[0].Operation is not (InputOperation or UnknownOperation)) findings.Add("node 0 is not the input");
        for (int i = 0; i < graph.Nodes.Count; i++) VerifyNode(graph, i, findings);
        VerifyUnique(graph.Nodes.Select(n => n.Name), "node", findings);
        VerifyUnique(graph.Layers.Select(l => l.Name), "layer", findings);
        VerifyUnique(graph.Nodes.SelectMany(n => Parameters(n.Operation)).Select(p => p.Name), "parameter", findings);
        foreach (var layer in graph.Layers)
        {
            if (graph.Nodes.All(n => n.Name != layer.Name)) findings.Add($"no node carries the name of layer {layer.Name}");
        }

        foreach (var output in graph.Outputs.Where(o => o.Node < 1 || o.Node >= graph.Nodes.Count - 1))
            findings.Add($"output {output.Name} is no value besides the last");
        return findings;
    }

    public static IEnumerable<ParameterDeclaration> Parameters(Operation operation) => operation switch
    {
        Contraction contraction => [contraction.Kernel],
        TransposedContraction transposed => [transposed.Kernel],
        DepthwiseContraction depthwise => [depthwise.Kernel],
        BiasAddition bias => [bias.Bias],
        LearntRectifier rectifier => [rectifier.Alpha],
        ChannelNormalization normalization => normalization.Parameters,
        SampleNormalization normalization => normalization.Parameters,
        FixedFilter or MedianFilter or Activation or DropoutOperation or NoiseOperation or Sampling or Join or Concatenation
            or SoftmaxOperation or ResponseNormalization => [],
        WindowReduction or GlobalReduction or ReshapeOperation or SliceOperation or ChannelSplit or ChannelShuffle or PixelShuffle
            or Permutation or ZeroPadding or Cropping or Upsampling => [],
        InputOperation or Shortcut or UnknownOperation => [],
        _ => throw operation.IsUnknownTo(nameof(ModelGraphVerifier)),
    };

    private static void VerifyNode(ModelGraph graph, int index, List<string> findings)
    {
        var node = graph.Nodes[index];
        string name = $"node {index} ({node.Name})";
        if (node.Inputs.Any(input => input < 0 || input >= index)) findings.Add($"{name} reads a node that is not before it");
        bool many = node.Operation is Join or Sampling or Concatenation or Shortcut or UnknownOperation;
        if (index > 0 && (node.Inputs.Count < 1 || (node.Inputs.Count > 1 && !many)))
            findings.Add($"{name} reads {node.Inputs.Count} values; its operation takes 1");
        if (index > 0 && node.Operation is InputOperation) findings.Add($"{name} is a second input");
        if (index > 0 && (node.Layer < 0 || node.Layer >= graph.Layers.Count)) findings.Add($"{name} belongs to no layer");
        if (index > 0 && node.Layer >= 0 && node.Layer < graph.Nodes[index - 1].Layer)
            findings.Add($"{name} stands after a node of a later layer");
    }

    private static void VerifyUnique(IEnumerable<string> names, string what, List<string> findings)
    {
        foreach (var group in names.GroupBy(n => n).Where(g => g.Count() > 1)) findings.Add($"two {what}s are named {group.Key}");
    }
}
