namespace ModelCompiler.Reference.Losses;

/// <summary>Σ t·log(t / y) over the last axis, both within [1e-7, 1]; mean over the positions.</summary>
public sealed class ReferenceKLDivergence : ReferenceLoss
{
    /// <inheritdoc/>
    public override double Value(double[] output, double[] target, int lastAxis) =>
        output.Zip(target, (y, t) => Within(t) * Math.Log(Within(t) / Within(y))).Sum() / (output.Length / lastAxis);

    /// <inheritdoc/>
    public override double[] Gradient(double[] output, double[] target, int lastAxis) =>
        [.. output.Zip(target, (y, t) => y is > 1e-7 and < 1 ? -Within(t) / y / (output.Length / lastAxis) : 0)];

    private static double Within(double p) => Math.Clamp(p, 1e-7, 1);
}

/// <summary>-Σ t·y / (|t|·|y|) over the last axis; mean over the positions.</summary>
public sealed class ReferenceCosineSimilarity : ReferenceLoss
{
    /// <inheritdoc/>
    public override double Value(double[] output, double[] target, int lastAxis) =>
        -output.Chunk(lastAxis).Zip(target.Chunk(lastAxis), (y, t) => Product(y, t) / (Length(y) * Length(t))).Average();

    /// <inheritdoc/>
    public override double[] Gradient(double[] output, double[] target, int lastAxis) => [.. output.Chunk(lastAxis).Zip(target.Chunk(lastAxis)).SelectMany(row =>
    {
        var (y, t) = row;
        double cosine = Product(y, t) / (Length(y) * Length(t));
        return y.Select((value, i) => -(t[i] / (Length(y) * Length(t)) - cosine * value / (Length(y) * Length(y))) / (output.Length / lastAxis));
    })];

    private static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Length(double[] a) => Math.Sqrt(Math.Max(Product(a, a), 1e-12));
}

/// <summary>1 - 2·Σ t·y / (Σ t + Σ y) over a sample.</summary>
public sealed class ReferenceDice : ReferenceLoss
{
    private const double Epsilon = 1e-7;

    /// <inheritdoc/>
    public override double Value(double[] output, double[] target, int lastAxis) => 1 - (2 * Both(output, target) + Epsilon) / (output.Sum() + target.Sum() + Epsilon);

    /// <inheritdoc/>
    public override double[] Gradient(double[] output, double[] target, int lastAxis)
    {
        double areas = output.Sum() + target.Sum() + Epsilon;
        return [.. target.Select(t => -2 * t / areas + (2 * Both(output, target) + Epsilon) / (areas * areas))];
    }

    private static double Both(double[] output, double[] target) => output.Zip(target, (y, t) => y * t).Sum();
}
