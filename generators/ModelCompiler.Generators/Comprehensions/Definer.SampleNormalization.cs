using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Comprehensions;

/// <content>Layer and group normalization: statistics of a part of one sample. Their gradients follow from the statements.</content>
internal sealed partial class Definer
{
    private Tensor NormalizeSamples(ShapedNode node, Tensor input, SampleNormalization normalization)
    {
        Tensor output = NewValue(node);
        Axis[] all = Axes(output);
        var (axes, kept) = Parts(all, normalization.Groups);
        Axis[] reduced = [.. axes.Except(kept)];
        int[] extents = [.. axes.Select(a => a.Extent)];
        float share = 1f / reduced.Aggregate(1L, (count, axis) => count * axis.Extent);
        Load x = Load.At(input.View(extents), axes);

        Tensor mean = Average(node, ".mean", kept, reduced, x, share);
        Expression centred = x - Load.At(mean, kept);
        Tensor variance = Average(node, ".variance", kept, reduced, Square(centred), share), inverse = Row(node.Name + ".inverse", kept);
        Add(node, Comprehension.Map(
            inverse.Name, inverse, kept, 1f / new Unary(UnaryOperator.SquareRoot, Load.At(variance, kept) + normalization.Epsilon)));

        Axis[] channels = [.. axes.Skip(all.Length - 1)];
        Expression value = centred * Load.At(inverse, kept);
        int next = 0;
        if (normalization.Gamma is not null) value *= OfChannel(node, next++, channels);
        if (normalization.Beta is not null) value += OfChannel(node, next, channels);
        Add(node, Comprehension.Map(node.Name, output.View(extents), axes, value));
        return output;
    }

    /// <summary>A value's axes, channels in groups where there are several, and those of them that tell its parts apart.</summary>
    private static (Axis[] Axes, Axis[] Kept) Parts(Axis[] all, int groups)
    {
        Axis batch = all[0], channels = all[all.Length - 1];
        if (groups == SampleNormalization.AlongChannels) return (all, [.. all.Take(all.Length - 1)]);
        if (groups == 1) return (all, [batch]);
        if (groups == SampleNormalization.EachChannel || groups == channels.Extent) return (all, [batch, channels]);
        Axis group = new("g", groups), inside = new("i", channels.Extent / groups);
        return ([.. all.Take(all.Length - 1), group, inside], [batch, group]);
    }

    /// <summary>A sum and a product apart, as the gradient rule wants them; fusion makes one kernel of both.</summary>
    private Tensor Average(ShapedNode node, string part, Axis[] kept, Axis[] reduced, Expression value, float share)
    {
        Tensor sum = Row(node.Name + part + "_sum", kept), average = Row(node.Name + part, kept);
        Add(node, Comprehension.Reduce(sum.Name, sum, kept, reduced, Reduction.Sum, value));
        Add(node, Comprehension.Map(average.Name, average, kept, Load.At(sum, kept) * share));
        return average;
    }

    private Load OfChannel(ShapedNode node, int parameter, Axis[] channels) =>
        Load.At(parameters[node.Parameters[parameter]].Weights.View([.. channels.Select(a => a.Extent)]), channels);
}
