using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// Losses that see more than one element, or a logit, at a time. Their gradients follow from the statements. Where what is measured is not
/// an element, the mean of its elements' weights counts.
/// </summary>
/// <param name="weight">What each element of the target counts; null where the target says it.</param>
internal sealed class MeasureDefiner(Tensor? weight)
{
    /// <summary>Keras's least probability, and its least square of a length.</summary>
    private const float Least = 1e-7f, LeastSquare = 1e-12f;

    /// <summary>(1 - p)^gamma · binary cross-entropy, of logits: 1 - p is t·sigmoid(-z) + (1 - t)·sigmoid(z).</summary>
    public Definition FocalCrossEntropy(LossFunction loss, Tensor logits, Tensor target, Tensor perSample)
    {
        Axis[] axes = Definer.Axes(logits);
        Expression z = Load.At(logits, axes), t = Load.At(target.View([.. logits.Extents]), axes),
            minus = new Unary(UnaryOperator.Negate, z);
        Expression missing = (t * new Unary(UnaryOperator.Sigmoid, minus)) + ((1f - t) * new Unary(UnaryOperator.Sigmoid, z));
        Expression tail = new Unary(UnaryOperator.LogOnePlus,
            new Unary(UnaryOperator.Exp, new Unary(UnaryOperator.Negate, new Unary(UnaryOperator.Abs, z))));
        Expression entropy = new Binary(BinaryOperator.Max, z, 0f) - (z * t) + tail;
        return Total(perSample, axes, Weighted(Power(missing, loss.Delta) * entropy, logits, axes) * (loss.Weight / logits.Count));
    }

    /// <summary>Σ t·(ln t - ln y), both within [1e-7, 1]; mean over positions.</summary>
    public Definition Divergence(LossFunction loss, Tensor prediction, Tensor target, Tensor perSample)
    {
        Axis[] axes = Definer.Axes(prediction);
        Expression y = Probability(Load.At(prediction, axes)), t = Probability(Load.At(target, axes));
        return Total(perSample, axes,
            Weighted(t * (new Unary(UnaryOperator.Log, t) - new Unary(UnaryOperator.Log, y)), prediction,
                axes) * (loss.Weight / Positions(axes)));
    }

    /// <summary>-Σ t·y / (|t|·|y|) along the last axis; mean over positions.</summary>
    public Definition Cosine(LossFunction loss, Tensor prediction, Tensor target, Tensor perSample)
    {
        Axis[] axes = Definer.Axes(prediction), rows = [.. axes.Take(axes.Length - 1)];
        Load y = Load.At(prediction, axes), t = Load.At(target, axes);
        var statements = new List<Comprehension>();
        Expression Sum(string part, Expression value)
        {
            var sum = new Tensor($"{perSample.Name}.{part}", Storage.Arena, [.. rows.Select(a => a.Extent)]);
            statements.Add(Comprehension.Reduce(sum.Name, sum, rows, [axes[axes.Length - 1]], Reduction.Sum, value));
            return Load.At(sum, rows);
        }

        Expression Length(string part, Expression square) =>
            new Unary(UnaryOperator.SquareRoot, new Binary(BinaryOperator.Max, Sum(part, square), LeastSquare));
        Expression cosine = Sum("inner",
            new Binary(BinaryOperator.Multiply, y, t)) / (Length("square",
                new Binary(BinaryOperator.Multiply, y, y)) * Length("target_square", new Binary(BinaryOperator.Multiply, t, t)));
        Expression value = cosine * (-loss.Weight / Positions(axes));
        if (weight is not null) value *= Sum("weight", Load.At(weight.View([.. prediction.Extents]), axes)) * (1f / prediction.Columns);
        statements.Add(rows.Length == 1
            ? Comprehension.Map(perSample.Name, perSample, rows, value)
            : Comprehension.Reduce(perSample.Name, perSample, [Axis.Batch], rows.Skip(1), Reduction.Sum, value));
        return new Definition("loss", Phase.Loss, new GradientRule.Derived(), statements.ToEquatableArray());
    }

    /// <summary>1 - (2·Σ t·y + ε) / (Σ (t + y) + ε) over a sample: two empty areas overlap.</summary>
    public Definition Dice(LossFunction loss, Tensor prediction, Tensor target, Tensor perSample)
    {
        Axis[] axes = Definer.Axes(prediction);
        Load y = Load.At(prediction, axes), t = Load.At(target, axes);
        Tensor both = new($"{perSample.Name}.both", Storage.Arena, Axis.BatchExtent),
            sum = new($"{perSample.Name}.areas", Storage.Arena, Axis.BatchExtent);
        Expression overlap = ((Load.At(both, Axis.Batch) * 2f) + Least) / (Load.At(sum, Axis.Batch) + Least);
        var statements = new List<Comprehension>
        {
            Comprehension.Reduce(both.Name, both, [Axis.Batch], axes.Skip(1), Reduction.Sum, new Binary(BinaryOperator.Multiply, t, y)),
            Comprehension.Reduce(sum.Name, sum, [Axis.Batch], axes.Skip(1), Reduction.Sum, (Expression)t + y),
        };
        Expression value = (1f - overlap) * loss.Weight;
        if (weight is not null)
        {
            var weights = new Tensor($"{perSample.Name}.weight", Storage.Arena, Axis.BatchExtent);
            statements.Add(Comprehension.Reduce(
                weights.Name, weights, [Axis.Batch], axes.Skip(1), Reduction.Sum, Load.At(weight.View([.. prediction.Extents]), axes)));
            value *= Load.At(weights, Axis.Batch) * (1f / prediction.Count);
        }

        statements.Add(Comprehension.Map(perSample.Name, perSample, [Axis.Batch], value));
        return new Definition("loss", Phase.Loss, new GradientRule.Derived(), statements.ToEquatableArray());
    }

    private Expression Weighted(Expression value, Tensor like, Axis[] axes) =>
        weight is null ? value : value * Load.At(weight.View([.. like.Extents]), axes);

    private static Definition Total(Tensor perSample, Axis[] axes, Expression value) => new(
        "loss", Phase.Loss, new GradientRule.Derived(),
            [Comprehension.Reduce(perSample.Name, perSample, [Axis.Batch], axes.Skip(1), Reduction.Sum, value)]);

    private static long Positions(Axis[] axes) => axes.Skip(1).Take(axes.Length - 2).Aggregate(1L, (n, a) => n * a.Extent);

    private static Expression Probability(Expression e) => new Binary(BinaryOperator.Min, new Binary(BinaryOperator.Max, e, Least), 1f);

    /// <summary>Products for small whole exponents; otherwise a power of what is at least 1e-7, so that its slope is finite.</summary>
    private static Expression Power(Expression @base, float exponent) => exponent switch
    {
        0 => 1f,
        1 => @base,
        2 => @base * @base,
        3 => @base * @base * @base,
        _ => new Unary(UnaryOperator.Exp, new Unary(UnaryOperator.Log, new Binary(BinaryOperator.Max, @base, Least)) * exponent),
    };
}
