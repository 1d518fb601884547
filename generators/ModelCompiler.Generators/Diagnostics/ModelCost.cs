using System.Globalization;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>
/// MC0902: what a model costs, counted from its shapes alone, so that it can be said while somebody types. Within a factor of two of what
/// memory plans of training and generated code come to, which tests hold; a prediction may take less, where maps between layers are never
/// written.
/// </summary>
internal static class ModelCost
{
    /// <summary>Samples of a step of training.</summary>
    public const int Batch = 32;

    /// <summary>C# of one kernel's shape for all three instruction sets: of a prediction, and with its gradients.</summary>
    private const long CodeOfPrediction = 35_000, CodeOfTraining = 75_000;

    /// <summary>Weights, gradients, and two moments as Adam has them.</summary>
    private const int CopiesOfTrained = 4;

    public static Fault Of(ShapedGraph graph)
    {
        string parameters = Text.Plural(graph.TrainableParameters + graph.NonTrainableParameters, "parameter", "parameters");
        string training = graph.Loss is null
            ? ""
            : $"; training on batches of {Batch} takes about {Size(TrainingBytes(graph))} of memory, {Size(WeightBytes(graph))} of it for "
                + "weights, gradients and Adam's moments";
        return new Fault(Descriptors.ModelCost.Id, Site.Class,
            [graph.Model, parameters, Size(PredictionBytes(graph)), training, Size(CodeCharacters(graph))]);
    }

    /// <summary>Of one sample: weights, and the values of two neighbouring layers.</summary>
    public static long PredictionBytes(ShapedGraph graph) =>
        Counting.Sum([(graph.TrainableParameters + graph.NonTrainableParameters) * sizeof(float), SampleBytes(graph, training: false)]);

    /// <summary>Of a batch, with Adam.</summary>
    public static long TrainingBytes(ShapedGraph graph) =>
        Counting.Sum([WeightBytes(graph), Counting.Times(Batch, SampleBytes(graph, training: true))]);

    /// <summary>
    /// The memory of one sample: training keeps each layer's values for its gradient, a prediction only those of neighbouring layers, and
    /// reads its input where the caller has it.
    /// </summary>
    public static long SampleBytes(ShapedGraph graph, bool training)
    {
        long[] layers = [.. graph.Facts.Select(f => f.ActivationBytes).DefaultIfEmpty(0)];
        return training ? Counting.Sum(layers.Prepend(sizeof(float) * graph.Input.Count)) : layers.Zip(layers.Skip(1).Append(0),
            (a, b) => Counting.Sum([a, b])).Max();
    }

    /// <summary>Layers of one kind, shape and window share their code.</summary>
    public static long CodeCharacters(ShapedGraph graph)
    {
        int kernels = graph.Nodes.Where(n => n.Windows.Count > 0 || (n.Parameters.Count > 0 && n.Operation is not BiasAddition))
            .Select(n => (n.Operation.GetType().Name, graph.Nodes[n.Inputs[0]].Shape, n.Shape, n.Windows)).Distinct().Count();
        return Math.Max(1, kernels) * (graph.Loss is null ? CodeOfPrediction : CodeOfTraining);
    }

    private static long WeightBytes(ShapedGraph graph) =>
        sizeof(float) * ((CopiesOfTrained * graph.TrainableParameters) + graph.NonTrainableParameters);

    private static string Size(long bytes)
    {
        (double number, string unit) = bytes switch
        {
            < 1_000_000 => (bytes / 1e3, "kB"),
            < 1_000_000_000 => (bytes / 1e6, "MB"),
            _ => (bytes / 1e9, "GB"),
        };
        return $"{number.ToString(number < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture)} {unit}";
    }
}
