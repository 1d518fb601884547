namespace ModelCompiler.Training;

/// <summary>Adam with weights that decay by <c>w -= lr · λ · w</c> before each step, apart from the gradient.</summary>
/// <remarks>
/// Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019): <see cref="Adam"/> with <see cref="Optimizer.WeightDecay"/>, as
/// in Keras and PyTorch.
/// </remarks>
public sealed class AdamW : Adam
{
    /// <summary>Sets the rule up.</summary>
    /// <param name="learningRate">Size of a step: a number or a schedule. Default: 0.001.</param>
    /// <param name="weightDecay">λ; Keras's default is 0.004, PyTorch's 0.01.</param>
    /// <param name="beta1">Memory of the mean, in [0, 1).</param>
    /// <param name="beta2">Memory of the mean square, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite; positive.</param>
    /// <param name="amsgrad">Whether to divide by the largest mean square so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting out of its range.</exception>
    public AdamW(
        LearningRateSchedule? learningRate = null, double weightDecay = 0.004, double beta1 = 0.9,
            double beta2 = 0.999, double epsilon = 1e-7,
        bool amsgrad = false) : base(learningRate, beta1, beta2, epsilon, amsgrad) => WeightDecay = weightDecay;
}
