using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>
/// [..., channels] → the same, bias [channels], or [..., channels] at each position. A vector's fans are its length, as Keras counts them.
/// </summary>
internal static class BiasRule
{
    public static Inferred Infer(BiasAddition bias, RuleContext context)
    {
        int channels = context.Input.Channels;
        Shape shape = bias.PerPosition ? context.Input : new Shape(channels);
        return new Inferred(context.Input) { Parameters = [new ParameterTensor(bias.Bias, shape, FanIn: channels, FanOut: channels)] };
    }
}
