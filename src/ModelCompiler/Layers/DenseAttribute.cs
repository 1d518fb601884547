namespace ModelCompiler;

/// <summary>Connects every number of a vector with every unit: <c>out[o] = activation(bias[o] + Σ in[i] · kernel[i, o])</c>.</summary>
/// <remarks>Takes a vector; a map needs <see cref="FlattenAttribute"/> first. Weights: <c>kernel [inputs, units]</c> and <c>bias
/// [units]</c>.</remarks>
/// <param name="units">Outputs.</param>
public sealed class DenseAttribute(int units) : WeightedLayerAttribute
{
    /// <summary>Outputs.</summary>
    public int Units { get; } = units;
}
