namespace ModelCompiler.Onnx.Export;

/// <summary>
/// Values that meet element by element. ONNX aligns axes from the last on, so a vector beside maps becomes a map of one cell.
/// </summary>
internal sealed partial class GraphExporter
{
    /// <summary>Sums, means, maxima and minima have as many inputs as wanted, products two each time.</summary>
    private void ExportJoin(ArchitectureNode node)
    {
        int rank = node.Inputs.Max(i => i.Shape.Count);
        string[] inputs = [.. node.Inputs.Select(i => Beside(i, rank))];
        // A value joined with nothing is itself.
        if (inputs.Length == 1)
        {
            values[node.Index] = values[node.Inputs[0].Index];
            return;
        }

        string value = node.Operation switch
        {
            Operations.Add => graph.Node(inputs.Length == 2 ? "Add" : "Sum", node.Name, inputs),
            Operations.Average => graph.Node("Mean", node.Name, inputs),
            Operations.Maximum => graph.Node("Max", node.Name, inputs),
            Operations.Minimum => graph.Node("Min", node.Name, inputs),
            Operations.Subtract => graph.Node("Sub", node.Name, inputs),
            _ => inputs.Skip(1).Aggregate(inputs[0], (all, next) => graph.Node("Mul", node.Name, [all, next])),
        };
        Set(node, value);
    }

    private string Beside(ArchitectureNode input, int rank) =>
        IsVector(input) && rank > 1 ? Reshaped(First(input), input.Name,
            [input.Shape[0], .. Enumerable.Repeat(1, rank - 1)]) : First(input);
}
