using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Random;

/// <content>Normalizations and activations.</content>
public sealed partial class RandomNetworks
{
    private BatchNormalizationSource Normalization() => new()
    {
        Momentum = random.Of(0.99, 0.9),
        Epsilon = random.Of(1e-3, 0.01, 0.1),
        Scale = !random.OneIn(4),
        Center = !random.OneIn(4),
        Trainable = !random.OneIn(4),
    };

    private SampleNormalizationSource SampleNormalization() => new(random.OneIn(2) ? null : random.OneIn(4) ? -1 : Groups(shape[^1], shape[^1]))
    {
        Epsilon = random.Of(1e-3, 0.01, 0.1),
        Scale = !random.OneIn(4),
        Center = !random.OneIn(4),
        Trainable = !random.OneIn(4),
    };

    private ActivationSource AnyActivation() => random.Of(
        ActivationSource.Linear, ActivationSource.ReLU, ActivationSource.ReLU, ActivationSource.LeakyReLU,
        ActivationSource.ELU, ActivationSource.Sigmoid, ActivationSource.Tanh, ActivationSource.ReLU6, ActivationSource.SiLU, ActivationSource.HardSwish,
        ActivationSource.HardSigmoid, ActivationSource.GELU, ActivationSource.Softplus);

    private LayerSource ActivationLayer()
    {
        if (random.OneIn(4)) return Rectifier();
        var kind = random.Of([.. Enum.GetValues<ActivationSource>().Where(a => a != ActivationSource.Linear)]);
        bool sloped = kind is ActivationSource.LeakyReLU or ActivationSource.ELU;
        return new ActivationLayerSource(kind) { Alpha = sloped && random.OneIn(2) ? random.Of(0.01, 0.1, 0.5) : null };
    }

    /// <summary>An activation with numbers of its own.</summary>
    private LayerSource Rectifier() => random.Between(0, 3) switch
    {
        0 => new ReLUSource(random.Of(0, 0.1), random.Of(0, 0.25), random.Of(double.PositiveInfinity, 0.75)),
        1 => new ClipSource(random.Of(double.NegativeInfinity, -0.5), random.Of(double.PositiveInfinity, 0.5)),
        2 => new ApproximateGELUSource(),
        _ => new PReLUSource([.. Enumerable.Range(1, shape.Length).Where(_ => random.OneIn(2))]) { Trainable = !random.OneIn(4) },
    };

    private double Rate() => random.Of(0, 0.1, 0.25, 0.5);
}
