using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>
/// A declared network as operations on named values; shapes are not known yet. Nodes stand in an order in which they can run.
/// </summary>
/// <param name="Model">The class's full name.</param>
/// <param name="Nodes">The first is the input, the last gives the output.</param>
/// <param name="Layers">One for each layer attribute, in order; [Input] is not a layer.</param>
/// <param name="Loss">Null for a network that only infers.</param>
/// <param name="Faults">Those of the declaration, too.</param>
internal sealed record ModelGraph(
    string Model,
    EquatableArray<Node> Nodes,
    EquatableArray<Layer> Layers,
    LossFunction? Loss,
    EquatableArray<Fault> Faults)
{
    /// <summary>Limits that the checked graph is held against; null when none were declared.</summary>
    public BudgetSpec? Budget { get; init; }

    /// <summary>Values that can be read besides the last node's.</summary>
    public EquatableArray<NamedValue> Outputs { get; init; } = [];

    /// <summary>Losses of named values, which training adds to <see cref="Loss"/>.</summary>
    public EquatableArray<LossFunction> AuxiliaryLosses { get; init; } = [];

    /// <summary>Whether a training step computes the input's gradient, too.</summary>
    public bool InputGradients { get; init; }

    /// <summary>How convolutions are computed that do not say it themselves.</summary>
    public ConvolutionKind Algorithm { get; init; }

    /// <summary>How predictions keep the weights that they stream from memory.</summary>
    public PrecisionKind Precision { get; init; }

    /// <summary>How training on devices keeps activations and their gradients.</summary>
    public ElementType TrainingPrecision { get; init; }

    /// <summary>The model that must have the same weights.</summary>
    public SharedGraph? Shares { get; init; }

    /// <summary>The last node's loss first.</summary>
    public IEnumerable<LossFunction> Losses => Loss is null ? [] : [Loss, .. AuxiliaryLosses];
}

/// <summary>One operation; its output is the value of the same number as its place in <see cref="ModelGraph.Nodes"/>.</summary>
/// <param name="Name">The value's name: the layer's for a layer's last operation, <c>layer.part</c> for one inside.</param>
/// <param name="Layer">Index into <see cref="ModelGraph.Layers"/>; -1 for the input.</param>
/// <param name="Inputs">Numbers of earlier nodes.</param>
internal sealed record Node(string Name, int Layer, Operation Operation, EquatableArray<int> Inputs);

/// <summary>A layer as declared: what errors, the summary and parameter names refer to.</summary>
/// <param name="Kind">As Keras calls it: <c>Conv2D</c>.</param>
/// <param name="Name">Given or made: <c>conv2d_1</c>.</param>
/// <param name="Site">The attribute, on the model or on a block.</param>
/// <param name="Trainable">False: parameters get no gradient and no update.</param>
internal sealed record Layer(string Kind, string Name, Site Site, bool Trainable);

/// <summary>A value that <c>[Output]</c> names.</summary>
/// <param name="Name">The layer's full name.</param>
/// <param name="Member">The same as an identifier.</param>
internal sealed record NamedValue(string Name, string Member, int Node, int Attribute);

/// <summary>The model whose weights are shared, and where that is said.</summary>
internal sealed record SharedGraph(ModelGraph Other, Site Site);

/// <summary>A loss, the mean over the batch of each sample's; of several, training minimizes the weighted sum.</summary>
/// <param name="Delta">Huber's threshold between squared and absolute error, or the exponent of a focal loss; otherwise unused.</param>
/// <param name="Node">The value that is compared with the target.</param>
internal sealed record LossFunction(LossKind Kind, float Delta, int Attribute, float Weight, int Node);

internal enum LossKind
{
    CategoricalCrossEntropy,
    BinaryCrossEntropy,
    MeanSquaredError,
    MeanAbsoluteError,
    Huber,
    Poisson,
    KLDivergence,
    Hinge,
    SquaredHinge,
    LogCosh,
    CosineSimilarity,
    Dice,
    BinaryFocalCrossEntropy,
}
