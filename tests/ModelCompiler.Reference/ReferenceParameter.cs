namespace ModelCompiler.Reference;

/// <summary>A tensor of weights with its gradient and its penalty.</summary>
public sealed class ReferenceParameter(string name, int[] shape, bool trainable = true, double l1 = 0, double l2 = 0)
{
    /// <summary>Full name: <c>conv2d_1.kernel</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Extents, as Keras stores the tensor.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>False: no gradient is expected of the compiled model.</summary>
    public bool Trainable { get; } = trainable;

    /// <summary>The weights, row-major.</summary>
    public double[] Values { get; } = new double[ReferenceShape.Count(shape)];

    /// <summary>Gradient of the loss, row-major; added to by backward.</summary>
    public double[] Gradients { get; } = new double[ReferenceShape.Count(shape)];

    /// <summary>l1 · Σ|w| + l2 · Σw².</summary>
    public double Penalty()
    {
        double sum = 0;
        foreach (double w in Values) sum += l1 * Math.Abs(w) + l2 * w * w;
        return sum;
    }

    /// <summary>Adds the penalty's gradient: l1 · sign(w) + 2 · l2 · w.</summary>
    public void AddPenaltyGradient()
    {
        for (int i = 0; i < Values.Length; i++) Gradients[i] += l1 * Math.Sign(Values[i]) + 2 * l2 * Values[i];
    }
}
