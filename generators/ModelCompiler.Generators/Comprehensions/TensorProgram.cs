using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>A network as statements, each value written once, in an order in which they can run.</summary>
/// <param name="Inputs">One sample's input.</param>
/// <param name="Output">What Predict returns.</param>
/// <param name="Loss">Null for a network that only infers.</param>
internal sealed record TensorProgram(
    string Model,
    Tensor Input,
    Tensor Output,
    LossTensors? Loss,
    EquatableArray<ParameterBinding> Parameters,
    EquatableArray<Definition> Definitions)
{
    /// <summary>Parameters that a training step moves by itself, once it is known to be sound.</summary>
    public EquatableArray<ParameterUpdate> Updates { get; init; } = [];

    /// <summary>How the weights that are streamed from memory are to be kept.</summary>
    public ElementType WeightPrecision { get; init; }

    /// <summary>How devices are to keep what the layers of a training step make of the samples, and the gradients of that.</summary>
    public ElementType ActivationPrecision { get; init; }

    /// <summary>The values of the network's operations, apart from what they need on the way there.</summary>
    public EquatableArray<Tensor> Values { get; init; } = [];

    /// <summary>Whether contractions are to read bytes.</summary>
    public bool QuantizesActivations { get; init; }

    /// <summary>Whether a training step is to end with the input's gradient among its <see cref="Outputs"/>.</summary>
    public bool WantsInputGradient { get; init; }

    /// <summary>Other values that a prediction can be asked for; of a training step, the input's gradient if it is wanted.</summary>
    public EquatableArray<NamedTensor> Outputs { get; init; } = [];

    /// <summary>
    /// The value of each layer that computes one, by the layer's name: rewrites may give its statements to another layer.
    /// </summary>
    public EquatableArray<NamedTensor> LayerValues { get; init; } = [];

    public IEnumerable<Comprehension> Statements => Definitions.SelectMany(d => d.Statements);

    /// <summary>The program with other statements in place of some; one for which <paramref name="replace"/> returns null stays.</summary>
    public TensorProgram Replace(Func<Comprehension, IEnumerable<Comprehension>?> replace) =>
        this with
        {
            Definitions = Definitions.Map(d => d with { Statements = d.Statements.SelectMany(s => replace(s) ?? [s]).ToEquatableArray() }),
        };

    /// <summary>Whether it is a training step: it has a backward pass.</summary>
    public bool IsTraining => Definitions.Any(d => d.Phase == Phase.Backward);
}

/// <param name="Target">What the network should have answered, in the output's shape.</param>
/// <param name="PerSample">The loss of each sample: the sum of the parts.</param>
/// <param name="Parts">The weighted loss of each output; of one alone the same tensor.</param>
/// <param name="Penalties">L1 and L2 penalties, one number each.</param>
/// <param name="Weight">What each element of the target counts, in the output's shape; null where the target itself can say it, as with
/// softmax and its cross-entropy, which is linear in the target.</param>
internal sealed record LossTensors(Tensor Target, Tensor PerSample, EquatableArray<Tensor> Parts,
    EquatableArray<Tensor> Penalties, Tensor? Weight)
{
    /// <summary>What comes from outside, besides the input.</summary>
    public IEnumerable<Tensor> Given => Weight is null ? [Target] : [Target, Weight];
}

/// <summary>A value and the name of an <c>[Output]</c> or of a layer.</summary>
internal sealed record NamedTensor(string Name, Tensor Value);

/// <summary>A parameter and, where it is trained, its gradient.</summary>
internal sealed record ParameterBinding(ParameterTensor Parameter, Tensor Weights, Tensor Gradient);

/// <summary>A parameter's next value, such as a moving average's: no gradient leads to it.</summary>
internal sealed record ParameterUpdate(Tensor Parameter, Tensor Next);

/// <summary>The statements that define one operation, and how it is differentiated.</summary>
/// <param name="Layer">Name of the layer, for comments and kernel names.</param>
internal sealed record Definition(string Layer, Phase Phase, GradientRule Rule, EquatableArray<Comprehension> Statements)
{
    /// <summary>Whether its statements are to be computed as they stand, and not by others of the same value.</summary>
    public bool IsDirect { get; init; }

    public bool UsesBatch => Statements.Any(s => s.UsesBatch);
}

internal enum Phase
{
    /// <summary>Of weights alone: runs when they have changed.</summary>
    Packing,
    Forward,

    /// <summary>Of named outputs alone: runs after the forward pass, when they are asked for.</summary>
    Head,
    Loss,
    Backward,
}

/// <summary>How the gradient of a definition comes about.</summary>
internal abstract record GradientRule
{
    /// <summary>Statement by statement, by differentiating each comprehension.</summary>
    public sealed record Derived : GradientRule;

    /// <summary>The same memory in another shape, and so is the gradient.</summary>
    public sealed record Reshaped(Tensor Source, Tensor Result) : GradientRule;

    /// <summary>y = softmax(x) along the last axis: dx = y·(dy - Σ dy·y).</summary>
    /// <param name="Max">The greatest x of each row, which is subtracted from all.</param>
    /// <param name="Sum">Σ exp(x - max) of each row.</param>
    public sealed record Softmax(Tensor Source, Tensor Result, Tensor Max, Tensor Sum) : GradientRule;

    /// <summary>
    /// y = (x - mean)·scale + beta with mean and scale = gamma·inverse from the batch itself:
    /// dx = scale·(dy - Σ dy/m - (x - mean)·inverse·Σ dy·(x - mean)·inverse/m), over the m = samples·cells of a channel.
    /// </summary>
    /// <param name="Inverse">1 / deviation of each channel.</param>
    /// <param name="Gamma">Null where it is 1.</param>
    /// <param name="Beta">Null where it is 0.</param>
    public sealed record Normalization(
        Tensor Source, Tensor Result, Tensor Mean, Tensor Inverse, Tensor Scale, ParameterBinding? Gamma,
            ParameterBinding? Beta) : GradientRule;

    /// <summary>
    /// y = x·level^-beta with level = bias + alpha·Σ x² over neighbouring channels: dx = dy·level^-beta - 2·alpha·beta·x·Σ dy·y/level over
    /// the same neighbours.
    /// </summary>
    public sealed record ResponseNormalization(Tensor Source, Tensor Result, Tensor Level, ChannelWindows Windows, float Alpha,
        float Beta) : GradientRule;

    /// <summary>A loss that knows the gradient of what it reads: a stable form where the derivative of the parts would not be.</summary>
    /// <param name="Of">The tensor whose gradient <paramref name="Statements"/> write.</param>
    public sealed record Given(Tensor Of, Tensor Gradient, EquatableArray<Comprehension> Statements) : GradientRule;

    /// <summary>Nothing above depends on it: penalties, whose gradient joins the kernel's.</summary>
    public sealed record None : GradientRule;
}
