using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>Any shape → the same; alpha has its shape, with 1 along the shared axes.</summary>
internal static class RectifierRule
{
    public static Inferred Infer(LearntRectifier rectifier, RuleContext context)
    {
        Shape input = context.Input;
        if (rectifier.SharedAxes.FirstOrDefault(a => a > input.Rank) is var missing and > 0)
        {
            context.Report(DeclarationFaults.SettingOutOfRange(
                context.Layer.Name, "SharedAxes", Text.Number(missing), $"at most {input.Rank}, the number of axes of {context.InputText}",
                    context.Site("SharedAxes")));
            return new Inferred(input) { IsSound = false };
        }

        var shape = new Shape(
            input.Extents.Select((extent, axis) => rectifier.SharedAxes.Contains(axis + 1) ? 1 : extent).ToEquatableArray());
        return new Inferred(input)
        {
            Parameters = [new ParameterTensor(rectifier.Alpha, shape, FanIn: shape.Channels, FanOut: shape.Channels)],
        };
    }
}
