using ModelCompiler.Reference;
using ModelCompiler.Reference.Layers;

namespace ModelCompiler.Testing.Networks;

/// <summary>The activations by the names they have as layers and as members of <c>Activation</c>.</summary>
public enum ActivationSource
{
    /// <summary>None.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>alpha · x below zero.</summary>
    LeakyReLU,

    /// <summary>alpha · (exp(x) - 1) below zero.</summary>
    ELU,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Along the last axis.</summary>
    Softmax,

    /// <summary>Between 0 and 6.</summary>
    ReLU6,

    /// <summary>x · sigmoid(x).</summary>
    SiLU,

    /// <summary>x · hardsigmoid(x).</summary>
    HardSwish,

    /// <summary>A line between 0 and 1.</summary>
    HardSigmoid,

    /// <summary>x · Φ(x).</summary>
    GELU,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,
}

/// <summary>An activation written as a layer.</summary>
public sealed record ActivationLayerSource(ActivationSource Activation) : LayerSource
{
    /// <summary>For LeakyReLU and ELU; null is the default.</summary>
    public double? Alpha { get; init; }

    /// <inheritdoc/>
    public override string Kind => Activation switch
    {
        ActivationSource.LeakyReLU => "leaky_relu",
        ActivationSource.HardSwish => "hard_swish",
        ActivationSource.HardSigmoid => "hard_sigmoid",
        _ => Activation.ToString().ToLowerInvariant(),
    };

    /// <inheritdoc/>
    protected override string AttributeName => Activation.ToString();

    /// <inheritdoc/>
    public override IEnumerable<ReferenceLayer> Build(string name) => Build(Activation, Alpha);

    /// <inheritdoc/>
    protected override void Write(AttributeArguments arguments)
    {
        if (Alpha is double alpha) arguments.Add(alpha);
    }

    internal static IEnumerable<ReferenceLayer> Build(ActivationSource activation, double? alpha = null) => activation switch
    {
        ActivationSource.Linear => [],
        ActivationSource.ReLU => [new ReferenceReLU()],
        // The compiled slope is a float: 0.3 as written is not the number that it multiplies by.
        ActivationSource.LeakyReLU => [new ReferenceLeakyReLU((float)(alpha ?? 0.3))],
        ActivationSource.ELU => [new ReferenceELU((float)(alpha ?? 1))],
        ActivationSource.Sigmoid => [new ReferenceSigmoid()],
        ActivationSource.Tanh => [new ReferenceTanh()],
        ActivationSource.ReLU6 => [new ReferenceClip(0, 6)],
        ActivationSource.SiLU => [new ReferenceSiLU()],
        ActivationSource.HardSwish => [new ReferenceHardSwish()],
        ActivationSource.HardSigmoid => [new ReferenceHardSigmoid()],
        ActivationSource.GELU => [new ReferenceGELU()],
        ActivationSource.Softplus => [new ReferenceSoftplus()],
        _ => [new ReferenceSoftmax()],
    };
}
