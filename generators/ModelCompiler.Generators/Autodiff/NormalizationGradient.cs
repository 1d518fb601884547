using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Autodiff;

/// <summary>
/// The gradient of a normalization by its own batch, as <see cref="GradientRule.Normalization"/> states it: two sums (of each sample first,
/// in one pass over memory) give the gradients of beta and gamma; from these follows the input's, in one element-wise pass.
/// </summary>
internal sealed class NormalizationGradient(GradientRule.Normalization rule, Tensor upstream)
{
    private readonly Axis[] axes = Definer.Axes(rule.Source);
    private readonly List<Comprehension> statements = [];

    private Axis C => axes[axes.Length - 1];

    private Expression Upstream => Load.At(upstream, axes);

    private Expression Centred => Load.At(rule.Source, axes) - Load.At(rule.Mean, C);

    /// <param name="target">The input's gradient; null where nothing before it is trained.</param>
    public IReadOnlyList<Comprehension> Derive(Tensor? target)
    {
        Tensor dBeta = rule.Beta?.Gradient ?? PerChannel("shift_gradient"), dGamma = rule.Gamma?.Gradient ?? PerChannel("scale_gradient");
        DeriveSums(dBeta, dGamma);
        if (target is not null) DeriveInput(dBeta, dGamma, target);
        return statements;
    }

    private void DeriveSums(Tensor dBeta, Tensor dGamma)
    {
        Axis n = axes[0];
        Axis[] cells = [.. axes.Skip(1).Take(axes.Length - 2)];
        (Expression sum, Expression product) = (Upstream, Upstream * Centred);
        if (cells.Length > 0)
        {
            Tensor sampleSum = PerSample("sample_sum"), sampleProduct = PerSample("sample_product");
            statements.Add(Sum(sampleSum, [n, C], cells, sum));
            statements.Add(Sum(sampleProduct, [n, C], cells, product));
            (sum, product) = (Load.At(sampleSum, n, C), Load.At(sampleProduct, n, C));
        }

        statements.Add(Sum(dBeta, [C], [n], sum));
        statements.Add(Sum(dGamma, [C], [n], product) with { Epilogue = new Accumulator() * Load.At(rule.Inverse, C) });
    }

    private void DeriveInput(Tensor dBeta, Tensor dGamma, Tensor target)
    {
        Expression share = new RunNumber(RunNumberKind.InverseBatch) * (1f / axes.Skip(1).Take(axes.Length - 2)
            .Aggregate(1L, (count, axis) => count * axis.Extent));
        Tensor level = PerChannel("level"), slope = PerChannel("slope");
        statements.Add(Comprehension.Map(level.Name, level, [C], Load.At(dBeta, C) * share));
        statements.Add(Comprehension.Map(slope.Name, slope, [C], Load.At(dGamma, C) * Load.At(rule.Inverse, C) * share));
        statements.Add(Comprehension.Map(
            target.Name, target, axes, (Upstream - Load.At(level, C) - (Centred * Load.At(slope, C))) * Load.At(rule.Scale, C)));
    }

    private static Comprehension Sum(Tensor output, Axis[] axes, Axis[] over, Expression body) =>
        Comprehension.Reduce(output.Name, output, axes, over, Reduction.Sum, body);

    private Tensor PerChannel(string part) => new($"{rule.Result.Name}.{part}", Storage.Fixed, C.Extent);

    private Tensor PerSample(string part) => new($"{rule.Result.Name}.{part}", Storage.Arena, Axis.BatchExtent, C.Extent);
}
