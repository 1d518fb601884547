using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>A graph in which every shape is known and fits. Later stages never see a declaration that is wrong.</summary>
internal sealed record ShapedGraph(
    string Model,
    EquatableArray<ShapedNode> Nodes,
    EquatableArray<Layer> Layers,
    EquatableArray<ParameterTensor> Parameters,
    EquatableArray<LayerFacts> Facts,
    LossFunction? Loss)
{
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

    public Shape Input => Nodes[0].Shape;

    public Shape Output => Nodes[Nodes.Count - 1].Shape;

    public long TrainableParameters => Parameters.Where(p => p.Declaration.Trainable).Sum(p => p.Shape.Count);

    public long NonTrainableParameters => Parameters.Where(p => !p.Declaration.Trainable).Sum(p => p.Shape.Count);
}

/// <summary>A node with its output's shape.</summary>
/// <param name="Windows">For contractions and window reductions: the windows with their padding decided; otherwise empty.</param>
/// <param name="Parameters">Indices into <see cref="ShapedGraph.Parameters"/>.</param>
internal sealed record ShapedNode(
    string Name,
    int Layer,
    Operation Operation,
    EquatableArray<int> Inputs,
    Shape Shape,
    EquatableArray<ResolvedWindow> Windows,
    EquatableArray<int> Parameters);

/// <summary>
/// A window along one axis with numbers for everything. Output cell y reads input cells <c>y·Stride + k·Dilation - PadBefore</c>.
/// </summary>
internal sealed record ResolvedWindow(int Size, int Stride, int Dilation, int PadBefore, int PadAfter, int InputExtent, int OutputExtent);

/// <summary>A parameter with its shape, and the fans that its initializer scales by.</summary>
internal sealed record ParameterTensor(ParameterDeclaration Declaration, Shape Shape, long FanIn, long FanOut);

/// <summary>One row of the summary.</summary>
/// <param name="MultiplyAdds">Of one sample, forward.</param>
/// <param name="ReceptiveField">
/// Height and width in input cells that one output cell sees; the whole input behind a dense layer; empty for vectors.
/// </param>
/// <param name="Operations">Multiplications, additions, comparisons and functions of one sample, forward.</param>
internal sealed record LayerFacts(
    string Kind,
    string Name,
    Shape Output,
    long Parameters,
    long NonTrainableParameters,
    long MultiplyAdds,
    long ActivationBytes,
    EquatableArray<int> ReceptiveField,
    long Operations);

/// <summary>What checking a model ended with: a graph, or the reasons there is none. Warnings and notes come with both.</summary>
internal abstract record ShapeResult(EquatableArray<Fault> Faults)
{
    public sealed record Success(ShapedGraph Graph, EquatableArray<Fault> Faults) : ShapeResult(Faults);

    /// <param name="Partial">
    /// The shape that the first sound layers give, for members that can still be generated; null when even the input is unknown.
    /// </param>
    /// <param name="Outputs">Named values that are right.</param>
    public sealed record Error(Shape? Input, Shape? Output, EquatableArray<NamedValue> Outputs,
        EquatableArray<Fault> Faults) : ShapeResult(Faults);
}
