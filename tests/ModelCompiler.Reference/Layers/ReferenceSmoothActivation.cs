namespace ModelCompiler.Reference.Layers;

/// <summary>x / (1 + exp(-x)).</summary>
public sealed class ReferenceSiLU : ReferenceActivation
{
    /// <inheritdoc/>
    protected override double Function(double x) => x / (1 + Math.Exp(-x));

    /// <inheritdoc/>
    protected override double Derivative(double x)
    {
        double s = 1 / (1 + Math.Exp(-x));
        return s * (1 + x * (1 - s));
    }
}

/// <summary>x · Φ(x).</summary>
public sealed class ReferenceGELU : ReferenceActivation
{
    /// <inheritdoc/>
    protected override double Function(double x) => x * ReferenceFunctions.NormalCdf(x);

    /// <inheritdoc/>
    protected override double Derivative(double x) => ReferenceFunctions.NormalCdf(x) + x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}

/// <summary>GELU's approximation by tanh.</summary>
public sealed class ReferenceTanhGELU : ReferenceActivation
{
    /// <inheritdoc/>
    protected override double Function(double x) => ReferenceFunctions.TanhGELU(x);

    /// <inheritdoc/>
    protected override double Derivative(double x)
    {
        double root = Math.Sqrt(2 / Math.PI), t = Math.Tanh(root * (x + 0.044715 * x * x * x));
        return (1 + t) / 2 + x / 2 * (1 - t * t) * root * (1 + 3 * 0.044715 * x * x);
    }
}

/// <summary>log(1 + exp(x)).</summary>
public sealed class ReferenceSoftplus : ReferenceActivation
{
    /// <inheritdoc/>
    protected override double Function(double x) => Math.Max(x, 0) + ReferenceFunctions.LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <inheritdoc/>
    protected override double Derivative(double x) => 1 / (1 + Math.Exp(-x));
}
