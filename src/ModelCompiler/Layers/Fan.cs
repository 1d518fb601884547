namespace ModelCompiler;

/// <summary>What <see cref="Initializer.VarianceScaling"/> divides by.</summary>
public enum Fan
{
    /// <summary>The number of inputs that a weight's neuron sees.</summary>
    In,

    /// <summary>The number of outputs that an input reaches.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}
