using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[..., channels] → the same; every parameter is [channels]. A prediction multiplies and adds once for each element.</summary>
internal static class NormalizationRule
{
    public static Inferred Infer(ChannelNormalization normalization, RuleContext context)
    {
        int channels = context.Input.Channels;
        return new Inferred(context.Input)
        {
            Parameters = normalization.Parameters
                .Select(p => new ParameterTensor(p, new Shape(channels), FanIn: channels, FanOut: channels)).ToEquatableArray(),
            MultiplyAdds = Counting.Product(context.Input.Extents),
        };
    }
}
