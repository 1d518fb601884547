namespace ModelCompiler;

/// <summary>
/// Makes a layer's value readable besides the last layer's: <c>model.Predict(inputs, outputs, new Net.Outputs { Conv2d3 = features })</c>.
/// A branch that ends in a named output is computed only when that is asked for; with a loss of its own
/// (<see cref="LossAttribute.Output"/>) it is an auxiliary head.
/// </summary>
/// <param name="layer">The layer's name, as the summary shows it; in a block <c>bottleneck_1/conv2d_1</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute(string layer) : Attribute
{
    /// <summary>The layer's name.</summary>
    public string Layer { get; } = layer;
}
