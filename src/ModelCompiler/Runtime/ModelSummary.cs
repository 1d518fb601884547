using System.Globalization;
using ModelCompiler.Runtime;

namespace ModelCompiler;

/// <summary>A model layer by layer: shapes, parameters, cost. <see cref="ToString"/> prints it as a table, as Keras does.</summary>
public sealed record ModelSummary
{
    private readonly Lazy<ModelArchitecture>? architecture;

    /// <summary>Gathers the rows.</summary>
    /// <param name="modelName">The model's name.</param>
    /// <param name="inputShape">Extents of one sample.</param>
    /// <param name="layers">The layers in order.</param>
    /// <param name="graph">Gives the text of the model's <see cref="ModelArchitecture"/>.</param>
    public ModelSummary(string modelName, IReadOnlyList<int> inputShape, IReadOnlyList<LayerSummary> layers, Func<string>? graph = null)
    {
        (ModelName, InputShape, Layers) = (modelName, inputShape, layers);
        architecture = graph is null ? null : new(() => ModelArchitecture.Parse(modelName, graph()));
    }

    /// <summary>The model's name.</summary>
    public string ModelName { get; }

    /// <summary>Extents of one sample, outermost first.</summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<LayerSummary> Layers { get; }

    /// <summary>The network as a graph of operations, with settings and names of weights. Made when first asked for.</summary>
    /// <exception cref="InvalidOperationException">A summary that was written by hand, without a graph.</exception>
    public ModelArchitecture Architecture => architecture?.Value
        ?? throw new InvalidOperationException(
            $"The summary of '{ModelName}' was made without a graph. Compile the model with this version of ModelCompiler.");

    /// <summary>Parameters that training changes.</summary>
    public long TrainableParameters => Layers.Sum(l => l.Parameters);

    /// <summary>Parameters that it does not.</summary>
    public long NonTrainableParameters => Layers.Sum(l => l.NonTrainableParameters);

    /// <summary>Multiply-adds of a prediction of one sample.</summary>
    public long MultiplyAdds => Layers.Sum(l => l.MultiplyAdds);

    /// <summary>Multiplications, additions, comparisons and functions of a prediction of one sample.</summary>
    public long Operations => Layers.Sum(l => l.Operations);

    /// <summary>Bytes of all layers' outputs of one sample.</summary>
    public long ActivationBytes => Layers.Sum(l => l.ActivationBytes);

    /// <summary>The table with its totals.</summary>
    public override string ToString()
    {
        var table = new TextTable(
            leftColumns: 2, ["Layer (kind)", "Output shape", "Parameters", "Multiply-adds", "Operations",
                "Activation bytes", "Receptive field"]);
        table.AddRow("input", Extents(InputShape), "", "", "", "", "");
        foreach (LayerSummary layer in Layers)
            table.AddRow(
                $"{layer.Name} ({layer.Kind})", Extents(layer.OutputShape), Number(layer.Parameters + layer.NonTrainableParameters),
                Number(layer.MultiplyAdds), Number(layer.Operations), Number(layer.ActivationBytes), Extents(layer.ReceptiveField));
        long total = TrainableParameters + NonTrainableParameters;
        return $"""
            Model: {ModelName}
            {table}Total parameters: {Number(total)} ({Number(sizeof(float) * total)} bytes)
            Trainable: {Number(TrainableParameters)}
            Non-trainable: {Number(NonTrainableParameters)}
            Per sample: {Number(MultiplyAdds)} multiply-adds, {Number(Operations)} operations, {Number(ActivationBytes)} activation bytes

            """;
    }

    private static string Extents(IReadOnlyList<int> shape) => string.Join("×", shape);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
