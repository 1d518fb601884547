using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[h, w, c] → [h - top - bottom, w - left - right, c], of which something must be left.</summary>
internal static class CroppingRule
{
    public static Inferred Infer(Cropping cropping, RuleContext context)
    {
        if (!context.Reads(spatialAxes: 2)) return Inferred.Unknown;
        var input = context.Input;
        if (!Leaves(input[0], cropping.Top, cropping.Bottom, "rows", "cropping|vertical|top", context)
            || !Leaves(input[1], cropping.Left, cropping.Right, "columns", "cropping|horizontal|left", context))
            return Inferred.Unknown;
        return new Inferred(new Shape(input[0] - cropping.Top - cropping.Bottom, input[1] - cropping.Left - cropping.Right, input[2]));
    }

    private static bool Leaves(int extent, int before, int after, string cells, string argument, RuleContext context)
    {
        if ((long)before + after < extent) return true;
        context.Report(
            ShapeFaults.CroppedAway(context.Layer.Name, before, after, extent, cells, context.InputText, context.Site(argument)));
        return false;
    }
}
