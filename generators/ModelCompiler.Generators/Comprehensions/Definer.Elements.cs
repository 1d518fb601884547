using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>Element by element: activations, dropout, and values that meet.</content>
internal sealed partial class Definer
{
    private Tensor Activate(ShapedNode node, Tensor input, Activation activation)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Add(node, Comprehension.Map(
            node.Name, output, axes, new Activated(activation.Kind, activation.Alpha, Load.At(input, axes), activation.Beta)));
        return output;
    }

    /// <summary>
    /// Alpha is seen without the axes along which it is shared, so that its gradient is a sum over them. Shared along all, it has one axis
    /// of one element, which the value then has, too.
    /// </summary>
    private Tensor Rectify(ShapedNode node, Tensor input)
    {
        Tensor output = NewValue(node), alpha = parameters[node.Parameters[0]].Weights;
        Axis[] axes = Axes(output), own = [.. axes.Skip(1).Where((axis, d) => alpha.Extents[d] == axis.Extent && axis.Extent > 1)];
        if (own.Length == 0)
        {
            own = [new Axis("one", 1)];
            axes = [axes[0], own[0], .. axes.Skip(1)];
        }

        int[] extents = [.. axes.Select(a => a.Extent)];
        Expression x = Load.At(input.View(extents), axes), slope = Load.At(alpha.View([.. own.Select(a => a.Extent)]), own);
        Add(node, Comprehension.Map(node.Name, output.View(extents), axes, new Select(Comparison.Greater, x, 0f, x, x * slope)));
        return output;
    }

    private Tensor Drop(ShapedNode node, Tensor input, DropoutOperation dropout)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        var keep = new Keep(dropout.Rate, ++dropouts, output, axes.Select(AffineIndex.Of).ToEquatableArray());
        Add(node, Comprehension.Map(node.Name, output, axes, Load.At(input, axes) * keep));
        return output;
    }

    /// <summary>One factor for a channel or for a sample, in memory of its own: the product's gradient reads it again.</summary>
    private Tensor DropTogether(ShapedNode node, Tensor input, DropoutOperation dropout)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output), own = dropout.Unit == DropoutUnit.Channel ? [axes[0], axes[axes.Length - 1]] : [axes[0]];
        var factors = new Tensor($"{node.Name}.factors", Storage.Arena, [.. own.Select(a => a.Extent)]);
        var keep = new Keep(dropout.Rate, ++dropouts, factors, own.Select(AffineIndex.Of).ToEquatableArray());
        Add(node, Comprehension.Map(factors.Name, factors, own, keep));
        Add(node, Comprehension.Map(node.Name, output, axes, Load.At(input, axes) * Load.At(factors, own)));
        return output;
    }

    private Tensor AddNoise(ShapedNode node, Tensor input, NoiseOperation noise)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Add(node, Comprehension.Map(node.Name, output, axes, Load.At(input, axes) + Noise(noise.Deviation, output, axes)));
        return output;
    }

    /// <summary>The gradient draws the same numbers again.</summary>
    private Tensor Draw(ShapedNode node, Tensor mean, Tensor logVariance)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Expression deviation = new Unary(UnaryOperator.Exp, Load.At(logVariance, axes) * 0.5f);
        Add(node, Comprehension.Map(node.Name, output, axes, Load.At(mean, axes) + (deviation * Noise(1, output, axes))));
        return output;
    }

    private Keep Noise(float deviation, Tensor shape, Axis[] axes) =>
        new(deviation, ++dropouts, shape, axes.Select(AffineIndex.Of).ToEquatableArray()) { IsNoise = true };

    private Tensor JoinValues(ShapedNode node, Join join)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Expression value = Spread(values[node.Inputs[0]], axes);
        for (int i = 1; i < node.Inputs.Count; i++)
        {
            value = Joined(join.Kind, value, Spread(values[node.Inputs[i]], axes));
            if (i + 1 == node.Inputs.Count || i % MostFactors != 0 || join.Kind is JoinKind.Add or JoinKind.Average) continue;
            Tensor part = NewValue(node, $".{i}");
            Add(node, Comprehension.Map(part.Name, part, axes, value));
            value = Load.At(part, axes);
        }

        Add(node, Comprehension.Map(node.Name, output, axes, join.Kind == JoinKind.Average ? value * (1f / node.Inputs.Count) : value));
        return output;
    }

    /// <summary>
    /// Values that one statement multiplies or compares: the gradient of each has all others in it, and of comparisons what came before
    /// each, so a hundred in one statement would be a million terms. A sum's has none.
    /// </summary>
    private const int MostFactors = 4;

    private static Expression Joined(JoinKind kind, Expression a, Expression b) => kind switch
    {
        JoinKind.Subtract => a - b,
        JoinKind.Multiply => a * b,
        JoinKind.Maximum => new Binary(BinaryOperator.Max, a, b),
        JoinKind.Minimum => new Binary(BinaryOperator.Min, a, b),
        _ => a + b,
    };

    /// <summary>
    /// A value at points of a larger one: seen without the axes on which it has one element, so that its gradient is a sum over them. A
    /// vector beside maps has the last axis alone.
    /// </summary>
    private static Expression Spread(Tensor value, Axis[] axes)
    {
        Axis[] own = value.Extents.Count < axes.Length
            ? [axes[0], axes[axes.Length - 1]]
            : [.. axes.Where((axis, d) => value.Extents[d] == axis.Extent)];
        return own.Length == value.Extents.Count ? Load.At(value, own) : Load.At(value.View([.. own.Select(a => a.Extent)]), own);
    }
}
