namespace ModelCompiler.Reference;

/// <summary>What one training step computed, besides the gradients in the parameters.</summary>
public sealed class ReferenceStep(double[] outputs, double[] inputGradients)
{
    /// <summary>Mean over the batch, with penalties.</summary>
    public double Loss { get; internal set; }

    /// <summary>Predictions of the batch.</summary>
    public double[] Outputs { get; } = outputs;

    /// <summary>Gradient of <see cref="Loss"/> with respect to the inputs.</summary>
    public double[] InputGradients { get; } = inputGradients;

    /// <summary>The least over layers and samples; see <see cref="ReferenceLayer.DistanceToKink"/>.</summary>
    public double DistanceToKink { get; internal set; } = double.PositiveInfinity;
}
