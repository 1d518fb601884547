namespace ModelCompiler;

/// <summary>Marks a partial class as a model: its layer attributes are checked while you type and compiled into its members.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>
    /// Whether a training step also computes the loss's gradient with respect to the inputs, for <c>trainer.InputGradients</c>: saliency
    /// maps, or models that are trained against one another. Costs a training step one more gradient, which is otherwise left out. Default:
    /// false.
    /// </summary>
    public bool InputGradients { get; set; }

    /// <summary>How its convolutions are computed where they do not say it themselves. Default: <see cref="Convolution.Auto"/>.</summary>
    public Convolution Algorithm { get; set; }

    /// <summary>
    /// How predictions keep the weights that they stream from memory. Training, saved weights and all sums stay in single precision.
    /// Default: <see cref="Precision.Single"/>.
    /// </summary>
    public Precision Precision { get; set; }
}
