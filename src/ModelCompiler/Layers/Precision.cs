namespace ModelCompiler;

/// <summary>
/// In how many bits numbers are kept in memory; arithmetic is in single precision whatever it is.
/// </summary>
/// <remarks>
/// <see cref="ModelAttribute.Precision"/> is of the weights that predictions stream from memory: those of convolutions and dense layers
/// that are more than a core's first-level cache holds. A prediction of one sample takes as long as its weights take to arrive, so fewer
/// bits are less time. Everything else (inputs, sums, activations, saved files) is in single precision whatever it says.
/// Weights are narrowed once, when they have changed, and widened in registers. Convolutions that are computed by Winograd's algorithm keep
/// their transformed weights in single precision: the transform back would multiply the error of rounding.
/// <see cref="ModelAttribute.TrainingPrecision"/> is of what training on devices keeps of activations and their gradients.
/// </remarks>
public enum Precision
{
    /// <summary>Floats of 32 bits.</summary>
    Single,

    /// <summary>
    /// bfloat16, the upper half of a float: half the bytes, each weight within 0.4% of itself. Needs no calibration; outputs typically move
    /// by less than a percent of the largest.
    /// </summary>
    BFloat16,

    /// <summary>
    /// Whole numbers from -127 to 127 times one scale for each output channel, which is its largest weight over 127: a quarter of the
    /// bytes, each weight within 0.4% of its channel's largest. Symmetric weight-only quantization (Krishnamoorthi, "Quantizing deep
    /// convolutional networks for efficient inference", 2018, section 3.1); needs no calibration, since activations stay floats.
    /// </summary>
    Int8,

    /// <summary>
    /// <see cref="Int8"/>, and the inputs of convolutions and dense layers as whole numbers from 0 to 255 with a scale and a zero for each
    /// layer, so that products are of bytes and sums are whole numbers: static quantization after training (Jacob et al., "Quantization and
    /// training of neural networks for efficient integer-arithmetic-only inference", 2018, section 2), by the least and the greatest value
    /// that calibration has seen. A model with it has <c>Calibrate</c>, and cannot predict before that. Layers whose input channels do not
    /// come in fours, or of fewer than 8 filters or little work, and convolutions that Winograd's algorithm computes stay as with
    /// <see cref="Int8"/>.
    /// </summary>
    Int8Activations,

    /// <summary>
    /// IEEE 754's half, of training on devices: half the bytes, each number within 0.05% of itself where it lies between 6e-5 and 65,504.
    /// Gradients, which are often smaller, are multiplied by a scale that follows them (loss scaling).
    /// </summary>
    Float16,
}
