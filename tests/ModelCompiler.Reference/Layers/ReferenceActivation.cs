namespace ModelCompiler.Reference.Layers;

/// <summary>A function of each element alone.</summary>
public abstract class ReferenceActivation : ReferenceLayer
{
    /// <inheritdoc/>
    protected override int[] Shape(int[] input) => input;

    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample) => [.. input.Select(Function)];

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample) =>
        [.. input.Select((x, i) => outputGradient[i] * Derivative(x))];

    /// <summary>f(x).</summary>
    protected abstract double Function(double x);

    /// <summary>f'(x).</summary>
    protected abstract double Derivative(double x);
}

/// <summary>A function whose derivative jumps at zero.</summary>
public abstract class ReferenceRectifier : ReferenceActivation
{
    /// <inheritdoc/>
    public override double DistanceToKink(double[] input) => Magnitude.LeastNonZero(input) / Magnitude.Of(input);
}

/// <summary>max(x, 0).</summary>
public sealed class ReferenceReLU : ReferenceRectifier
{
    /// <inheritdoc/>
    protected override double Function(double x) => x > 0 || double.IsNaN(x) ? x : 0;

    /// <inheritdoc/>
    protected override double Derivative(double x) => x > 0 ? 1 : 0;
}

/// <summary>x above zero, alpha · x below.</summary>
public sealed class ReferenceLeakyReLU(double alpha) : ReferenceRectifier
{
    /// <inheritdoc/>
    protected override double Function(double x) => x > 0 ? x : alpha * x;

    /// <inheritdoc/>
    protected override double Derivative(double x) => x > 0 ? 1 : alpha;
}

/// <summary>x above zero, alpha · (exp(x) - 1) below.</summary>
public sealed class ReferenceELU(double alpha) : ReferenceRectifier
{
    /// <inheritdoc/>
    protected override double Function(double x) => x > 0 ? x : alpha * ReferenceFunctions.ExpMinusOne(x);

    /// <inheritdoc/>
    protected override double Derivative(double x) => x > 0 ? 1 : alpha * Math.Exp(x);
}

/// <summary>1 / (1 + exp(-x)).</summary>
public sealed class ReferenceSigmoid : ReferenceActivation
{
    /// <inheritdoc/>
    protected override double Function(double x) => 1 / (1 + Math.Exp(-x));

    /// <inheritdoc/>
    protected override double Derivative(double x) => Function(x) * Function(-x);
}

/// <summary>The hyperbolic tangent.</summary>
public sealed class ReferenceTanh : ReferenceActivation
{
    /// <inheritdoc/>
    protected override double Function(double x) => Math.Tanh(x);

    /// <inheritdoc/>
    protected override double Derivative(double x) => 1 - Math.Tanh(x) * Math.Tanh(x);
}
