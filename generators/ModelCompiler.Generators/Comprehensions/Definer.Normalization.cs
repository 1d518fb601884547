using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>Batch normalization, by the moving statistics or by the batch's own.</content>
internal sealed partial class Definer
{
    private Tensor Normalize(ShapedNode node, Tensor input, ChannelNormalization normalization)
    {
        var own = new Queue<ParameterBinding>(node.Parameters.Select(p => parameters[p]));
        ParameterBinding? gamma = normalization.Gamma is null ? null : own.Dequeue(), beta = normalization.Beta is null
            ? null
            : own.Dequeue();
        (Tensor movingMean, Tensor movingVariance) = (own.Dequeue().Weights, own.Dequeue().Weights);
        if (!training || !normalization.LearnsStatistics)
            return NormalizeByMovingStatistics(node, input, gamma, beta, movingMean, movingVariance, normalization.Epsilon);

        var statements = new List<Comprehension>();
        (Tensor mean, Tensor variance) = DefineMoments(node.Name, input, statements);
        Move(movingMean, mean, normalization.Momentum, statements);
        Move(movingVariance, variance, normalization.Momentum, statements);
        return NormalizeByBatch(node, input, gamma, beta, mean, variance, normalization.Epsilon, statements);
    }

    /// <summary>
    /// Scale and shift are two short kernels over the channels; the element-wise rest becomes the epilogue of what makes the input.
    /// </summary>
    private Tensor NormalizeByMovingStatistics(
        ShapedNode node, Tensor input, ParameterBinding? gamma, ParameterBinding? beta, Tensor mean, Tensor variance, float epsilon)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Axis c = axes[axes.Length - 1];
        Tensor scale = PerChannel(node.Name + ".scale", c), shift = PerChannel(node.Name + ".shift", c);
        Add(node, Comprehension.Map(
            scale.Name, scale, [c], At(gamma, c, 1) / new Unary(UnaryOperator.SquareRoot, Load.At(variance, c) + epsilon)));
        Add(node, Comprehension.Map(shift.Name, shift, [c], At(beta, c, 0) - (Load.At(mean, c) * Load.At(scale, c))));
        Add(node, Comprehension.Map(node.Name, output, axes, (Load.At(input, axes) * Load.At(scale, c)) + Load.At(shift, c)));
        return output;
    }

    /// <summary>The mean is subtracted first: folded into a shift it would cancel digits where it is large beside the deviation.</summary>
    private Tensor NormalizeByBatch(
        ShapedNode node, Tensor input, ParameterBinding? gamma, ParameterBinding? beta, Tensor mean, Tensor variance, float epsilon,
            List<Comprehension> statements)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Axis c = axes[axes.Length - 1];
        Tensor inverse = PerChannel(node.Name + ".inverse", c), scale = gamma is null ? inverse : PerChannel(node.Name + ".scale", c);
        statements.Add(
            Comprehension.Map(inverse.Name, inverse, [c], 1f / new Unary(UnaryOperator.SquareRoot, Load.At(variance, c) + epsilon)));
        if (gamma is not null) statements.Add(Comprehension.Map(scale.Name, scale, [c], Load.At(gamma.Weights, c) * Load.At(inverse, c)));
        statements.Add(
            Comprehension.Map(node.Name, output, axes, ((Load.At(input, axes) - Load.At(mean, c)) * Load.At(scale, c)) + At(beta, c, 0)));
        var rule = new GradientRule.Normalization(input, output, mean, inverse, scale, gamma, beta);
        definitions.Add(new Definition(LayerName(node), Phase.Forward, rule, statements.ToEquatableArray()));
        return output;
    }

    /// <summary>
    /// Mean and variance of each channel: of each sample first, where a sample has several cells, then of the samples'. Squares are always
    /// of differences from a mean, so nothing cancels; samples are independent work, added up in one order; and a sample's second pass
    /// finds in the cache what the first has read.
    /// </summary>
    private static (Tensor Mean, Tensor Variance) DefineMoments(string name, Tensor input, List<Comprehension> statements)
    {
        Axis[] axes = Axes(input), cells = [.. axes.Skip(1).Take(axes.Length - 2)];
        Axis n = axes[0], c = axes[axes.Length - 1];
        Tensor mean = PerChannel(name + ".mean", c), variance = PerChannel(name + ".variance", c);
        Expression value = Load.At(input, axes), spread = 0f;
        if (cells.Length > 0)
        {
            Tensor sampleMean = Row(name + ".sample_mean", [n, c]), sampleVariance = Row(name + ".sample_variance", [n, c]);
            Expression each = 1f / cells.Aggregate(1L, (count, axis) => count * axis.Extent);
            statements.Add(Mean(sampleMean, [n, c], cells, value, each));
            statements.Add(Mean(sampleVariance, [n, c], cells, Square(value - Load.At(sampleMean, n, c)), each));
            (value, spread) = (Load.At(sampleMean, n, c), Load.At(sampleVariance, n, c));
        }

        Expression share = new RunNumber(RunNumberKind.InverseBatch);
        statements.Add(Mean(mean, [c], [n], value, share));
        statements.Add(Mean(variance, [c], [n], Square(value - Load.At(mean, c)) + spread, share));
        return (mean, variance);
    }

    private static Comprehension Mean(Tensor output, Axis[] axes, Axis[] over, Expression value, Expression share) =>
        Comprehension.Reduce(output.Name, output, axes, over, Reduction.Sum, value) with { Epilogue = new Accumulator() * share };

    private static Expression Square(Expression e) => e * e;

    private void Move(Tensor moving, Tensor statistic, float momentum, List<Comprehension> statements)
    {
        var c = new Axis("c", moving.Extents[0]);
        Tensor next = PerChannel("next " + moving.Name, c);
        statements.Add(Comprehension.Map(next.Name, next, [c], (Load.At(moving, c) * momentum) + (Load.At(statistic, c) * (1 - momentum))));
        updates.Add(new ParameterUpdate(moving, next));
    }

    private static Expression At(ParameterBinding? parameter, Axis c, float absent) =>
        parameter is null ? absent : Load.At(parameter.Weights, c);

    private static Tensor PerChannel(string name, Axis channels) => new(name, Storage.Fixed, channels.Extent);
}
