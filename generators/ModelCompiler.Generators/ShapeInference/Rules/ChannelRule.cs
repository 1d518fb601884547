using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>Operations that divide channels into equal parts.</summary>
internal static class ChannelRule
{
    /// <summary>[..., c] → [..., c / parts].</summary>
    public static Inferred Infer(ChannelSplit split, RuleContext context) =>
        Divides(split.Parts, "parts", "parts", context)
            ? new Inferred(WithChannels(context.Input, context.Input.Channels / split.Parts))
            : Inferred.Unknown;

    /// <summary>[..., c] → the same, c a multiple of the groups.</summary>
    public static Inferred Infer(ChannelShuffle shuffle, RuleContext context) =>
        new(context.Input) { IsSound = Divides(shuffle.Groups, "groups", "groups", context) };

    /// <summary>[h, w, c·r²] → [h·r, w·r, c].</summary>
    public static Inferred Infer(PixelShuffle shuffle, RuleContext context)
    {
        long cells = (long)shuffle.Factor * shuffle.Factor;
        if (!context.Reads(spatialAxes: 2) || !Divides(cells, $"cells of {shuffle.Factor}×{shuffle.Factor}", "factor", context))
            return Inferred.Unknown;
        Shape input = context.Input;
        return new Inferred(context.Checked((long)input[0] * shuffle.Factor, (long)input[1] * shuffle.Factor, input.Channels / cells));
    }

    /// <summary>[..., c] → the same; gamma and beta are [c]. Two products for each element: of the variance, and of the scale.</summary>
    public static Inferred Infer(SampleNormalization normalization, RuleContext context)
    {
        int channels = context.Input.Channels;
        return new Inferred(context.Input)
        {
            IsSound = normalization.Groups <= 0 || Divides(normalization.Groups, "groups", "groups", context),
            Parameters = [.. normalization.Parameters.Select(
                p => new ParameterTensor(p, new Shape(channels), FanIn: channels, FanOut: channels))],
            MultiplyAdds = Counting.Times(2, Counting.Product(context.Input.Extents)),
        };
    }

    private static Shape WithChannels(Shape shape, int channels) =>
        new(shape.Extents.Take(shape.Rank - 1).Append(channels).ToEquatableArray());

    private static bool Divides(long parts, string what, string argument, RuleContext context)
    {
        if (context.Input.Channels % parts == 0) return true;
        context.Report(ShapeFaults.ChannelsDoNotDivide(
            context.Layer.Name, context.InputText, context.Input.Channels, parts, what, context.Site(argument)));
        return false;
    }
}
