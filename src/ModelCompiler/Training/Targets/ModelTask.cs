using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>What a model's outputs mean, as its loss says it.</summary>
internal enum TaskKind
{
    /// <summary>A model whose graph is not known: labels are classes, dense targets are numbers.</summary>
    Unknown,

    /// <summary>One of several classes: softmax with cross-entropy.</summary>
    Classes,

    /// <summary>Yes or no: one sigmoid with cross-entropy.</summary>
    Binary,

    /// <summary>Several questions with yes or no for an answer: sigmoids with cross-entropy.</summary>
    MultiLabel,

    /// <summary>Numbers: squared, absolute or Huber's error.</summary>
    Continuous,

    /// <summary>Counts: Poisson's loss.</summary>
    Count,
}

/// <summary>What the outputs of one sample are: so many positions (1, or the cells of a map) of so many channels.</summary>
/// <param name="ModelName">For messages.</param>
/// <param name="Kind">What the loss makes of them.</param>
/// <param name="Positions">Positions of a sample, each with channels of its own.</param>
/// <param name="Channels">Classes of a softmax, otherwise numbers of one position.</param>
/// <param name="Loss">The loss; null if unknown.</param>
/// <param name="Activation">The operation that makes the outputs, as <see cref="Operations"/> names it.</param>
internal sealed record ModelTask(string ModelName, TaskKind Kind, int Positions, int Channels, Loss? Loss, string Activation)
{
    /// <summary>Floats of a sample's outputs.</summary>
    public int Outputs => Positions * Channels;

    /// <summary>Classes that a label can name.</summary>
    public int Classes => Math.Max(2, Channels);

    /// <summary>
    /// Whether a whole number can be a sample's target. Squared error on sigmoids or a softmax is the old way of classifying.
    /// </summary>
    public bool TakesLabels => Kind switch
    {
        TaskKind.Unknown or TaskKind.Classes or TaskKind.Binary => true,
        TaskKind.Continuous => Activation is Operations.Sigmoid or Operations.Softmax,
        _ => false,
    };

    /// <summary>
    /// Whether the loss is defined for a target: probabilities and areas lie from 0 to 1, counts from 0 on, signs are -1 or 1; any other
    /// loss takes each number.
    /// </summary>
    public bool Takes(float target) => float.IsFinite(target) && Loss switch
    {
        ModelCompiler.Loss.BinaryCrossEntropy or ModelCompiler.Loss.BinaryFocalCrossEntropy or ModelCompiler.Loss.Dice
            or ModelCompiler.Loss.KLDivergence => target is >= 0 and <= 1,
        ModelCompiler.Loss.Poisson => target >= 0,
        ModelCompiler.Loss.Hinge or ModelCompiler.Loss.SquaredHinge => target is -1 or 1,
        _ => true,
    };

    /// <summary>What a set with labels, or without, is measured as.</summary>
    public TaskKind MeasuredAs(bool labelled) => (Kind, labelled) switch
    {
        (TaskKind.Unknown or TaskKind.Continuous, true) => Channels == 1 ? TaskKind.Binary : TaskKind.Classes,
        _ => Kind,
    };

    public static ModelTask Of(ProgramLayout layout)
    {
        if (layout.Graph is null)
            return new ModelTask(layout.ModelName, TaskKind.Unknown, 1, layout.OutputSize, null, "");
        ModelArchitecture graph = layout.ReadArchitecture();
        if (graph.Losses.Count == 0)
            return new ModelTask(layout.ModelName, TaskKind.Unknown, 1, layout.OutputSize, null, "");
        ArchitectureNode read = graph[graph.Losses[0].Of];
        while (read.Operation is Operations.Reshape or Operations.Linear)
            read = read.Inputs[0]; // As the loss does: layers that only rearrange.
        int channels = read.Shape[^1];
        TaskKind kind = graph.Losses[0].Loss switch
        {
            ModelCompiler.Loss.CategoricalCrossEntropy => TaskKind.Classes,
            ModelCompiler.Loss.BinaryCrossEntropy or ModelCompiler.Loss.BinaryFocalCrossEntropy => channels == 1
                ? TaskKind.Binary
                : TaskKind.MultiLabel,
            ModelCompiler.Loss.Poisson => TaskKind.Count,
            _ => TaskKind.Continuous,
        };
        return new ModelTask(layout.ModelName, kind, layout.OutputSize / channels, channels, graph.Losses[0].Loss, read.Operation);
    }
}
