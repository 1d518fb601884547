using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[..., channels] → the same, bias [channels]. A vector's fans are its length, as Keras counts them.</summary>
internal static class BiasRule
{
    public static Inferred Infer(BiasAddition bias, RuleContext context)
    {
        int channels = context.Input.Channels;
        return new Inferred(context.Input) { Parameters = [new ParameterTensor(bias.Bias, new Shape(channels), FanIn: channels, FanOut: channels)] };
    }
}
