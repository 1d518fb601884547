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

    /// <summary>
    /// How training on OpenCL devices keeps activations and their gradients: <see cref="Precision.Single"/>, <see
    /// cref="Precision.BFloat16"/> or <see cref="Precision.Float16"/>. Weights, their gradients, the optimizer's memory, statistics of
    /// normalizations, the loss and all sums stay in single precision (Micikevicius et al., "Mixed precision training", 2018); with
    /// Float16 the loss's gradient is scaled, and a step whose gradients overflow is left out. A processor trains in single precision
    /// whatever this says: it has a cache for what devices fetch from memory. Default: <see cref="Precision.Single"/>.
    /// </summary>
    public Precision TrainingPrecision { get; set; }
}
