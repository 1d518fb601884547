using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>What every checked graph must satisfy. A finding is a mistake of the compiler, not of the user.</summary>
internal static class ShapedGraphVerifier
{
    public static IReadOnlyList<string> Verify(ShapedGraph graph)
    {
        var findings = new List<string>();
        if (graph.Facts.Count != graph.Layers.Count) findings.Add($"{graph.Facts.Count} facts for {graph.Layers.Count} layers");
        for (int i = 0; i < graph.Nodes.Count; i++) VerifyNode(graph, i, findings);
        var owned = graph.Nodes.SelectMany(n => n.Parameters).ToList();
        if (!owned.OrderBy(p => p).SequenceEqual(Enumerable.Range(0, graph.Parameters.Count)))
            findings.Add("parameters and nodes do not match one to one");
        return findings;
    }

    private static void VerifyNode(ShapedGraph graph, int index, List<string> findings)
    {
        var node = graph.Nodes[index];
        string name = $"node {index} ({node.Name})";
        if (node.Operation is UnknownOperation) findings.Add($"{name} is unknown");
        if (node.Shape.Extents.Any(e => e < 1)) findings.Add($"{name} has shape {node.Shape}");
        if (node.Inputs.Any(input => input < 0 || input >= index)) findings.Add($"{name} reads a node that is not before it");
        if (index == 0) return;

        var input = graph.Nodes[node.Inputs[0]].Shape;
        if (node.Operation is ReshapeOperation && input.Count != node.Shape.Count)
            findings.Add($"{name} changes {input.Count} elements to {node.Shape.Count}");
        if (node.Operation is Activation or SoftmaxOperation or DropoutOperation or BiasAddition or ChannelNormalization
            && input != node.Shape) findings.Add($"{name} changes its shape");
        var (large, small) = node.Operation is TransposedContraction ? (node.Shape, input) : (input, node.Shape);
        for (int axis = 0; axis < node.Windows.Count; axis++) VerifyWindow(node.Windows[axis], large[axis], small[axis], name, findings);
    }

    private static void VerifyWindow(ResolvedWindow window, int input, int output, string name, List<string> findings)
    {
        long span = (((long)window.Size - 1) * window.Dilation) + 1;
        long lastRead = ((window.OutputExtent - 1L) * window.Stride) - window.PadBefore + span - 1;
        if (window.InputExtent != input || window.OutputExtent != output) findings.Add($"{name} has a window for other extents");
        if (lastRead > window.InputExtent - 1L + window.PadAfter)
            findings.Add($"{name} reads cell {lastRead} of {window.InputExtent} + {window.PadAfter}");
    }
}
