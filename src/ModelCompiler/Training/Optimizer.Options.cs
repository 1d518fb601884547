using System.Globalization;

namespace ModelCompiler.Training;

public abstract partial class Optimizer
{
    private double weightDecay;

    /// <summary>Keeps each gradient within ±this. Default: none. One kind of clipping at a time, as in Keras.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? ClipValue { get; init => field = RequireLimit(value, nameof(ClipValue)); }

    /// <summary>
    /// Scales the gradient of each tensor by <c>limit / max(‖g‖₂, limit)</c>, so that its norm is at most this. Default: none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? ClipNorm { get; init => field = RequireLimit(value, nameof(ClipNorm)); }

    /// <summary>Scales all gradients by <c>limit / max(‖g‖₂, limit)</c> with the norm of all of them together (Pascanu et al., "On the
    /// difficulty of training recurrent neural networks", 2013). Default: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double? GlobalClipNorm { get; init => field = RequireLimit(value, nameof(GlobalClipNorm)); }

    /// <summary>How much of each weight goes with each step, λ; <see cref="WeightDecayForm"/> says how. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double WeightDecay
    {
        get => weightDecay;
        init => ChangeWeightDecay(value);
    }

    /// <summary>
    /// How weights decay. Default: decoupled, as in Keras; PyTorch's SGD, RMSprop, Adagrad, Adadelta, Adam and RAdam couple it.
    /// </summary>
    public WeightDecayForm WeightDecayForm { get; init; }

    /// <summary>Parts of the names of tensors that do not decay, such as <c>["bias", "gamma", "beta"]</c>. Default: none.</summary>
    public IReadOnlyList<string> ExcludeFromWeightDecay { get; init; } = [];

    /// <summary>
    /// Whether the trainer keeps an exponential moving average of the weights, to predict with
    /// (<see cref="Trainer{T}.SwapAveragedWeights"/>). Default: false.
    /// </summary>
    public bool UseEma { get; init; }

    /// <summary>
    /// What the average remembers, β: the first step sets it to the weights, later ones to <c>β·average + (1-β)·w</c>, as in Keras.
    /// Default: 0.99.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in [0, 1].</exception>
    public double EmaMomentum { get; init => field = Require(value, nameof(EmaMomentum), value is >= 0 and <= 1, "in [0, 1]"); } = 0.99;

    /// <summary>
    /// What is remembered of earlier steps where that may be changed between two of them: in (0, 1); null for a rule without such a memory.
    /// </summary>
    internal virtual double? MomentumByHand
    {
        get => null;
        set { }
    }

    /// <summary>Changes the decay between two steps. An update that was prepared without decay has none.</summary>
    internal void ChangeWeightDecay(double value) =>
        weightDecay = Require(value, nameof(WeightDecay), IsRate(value), "a finite number from 0");

    private IEnumerable<string> OptionTexts
    {
        get
        {
            if (ClipValue is { } value)
                yield return Text(nameof(ClipValue), value);
            if (ClipNorm is { } norm)
                yield return Text(nameof(ClipNorm), norm);
            if (GlobalClipNorm is { } global)
                yield return Text(nameof(GlobalClipNorm), global);
            if (WeightDecay != 0)
                yield return Text(nameof(WeightDecay), WeightDecay) + (WeightDecayForm == WeightDecayForm.Coupled ? " coupled" : "");
            if (WeightDecay != 0 && ExcludeFromWeightDecay.Count > 0)
                yield return $"ExcludeFromWeightDecay: [{string.Join(", ", ExcludeFromWeightDecay)}]";
            if (UseEma)
                yield return Text(nameof(EmaMomentum), EmaMomentum);
        }
    }

    /// <summary>Says what cannot be together. Called when training is prepared.</summary>
    /// <exception cref="ArgumentException">More than one kind of clipping.</exception>
    internal void CheckOptions()
    {
        if ((ClipValue is null ? 0 : 1) + (ClipNorm is null ? 0 : 1) + (GlobalClipNorm is null ? 0 : 1) > 1)
            throw new ArgumentException($"{Name}: only one of ClipValue, ClipNorm and GlobalClipNorm can be set.");
    }

    /// <summary>A setting and its value, as few digits as tell it.</summary>
    private protected static string Text(string name, double value)
    {
        bool isFloat = value == (float)value;
        CultureInfo culture = CultureInfo.InvariantCulture;
        return $"{name}: {(isFloat ? ((float)value).ToString(culture) : value.ToString(culture))}";
    }

    private double? RequireLimit(double? value, string name) =>
        value is { } limit ? Require(limit, name, limit > 0 && double.IsFinite(limit), "a positive finite number") : null;
}

/// <summary>How weights decay.</summary>
public enum WeightDecayForm
{
    /// <summary>
    /// <c>w -= lr · λ · w</c> before the rule: the decay follows the learning rate alone (Loshchilov and Hutter, "Decoupled Weight Decay
    /// Regularization", 2019).
    /// </summary>
    Decoupled,

    /// <summary>
    /// <c>g += λ · w</c>, which the rule then takes for a gradient: the same as an L2 penalty of λ/2 on every weight. Gradients are clipped
    /// before.
    /// </summary>
    Coupled,
}
