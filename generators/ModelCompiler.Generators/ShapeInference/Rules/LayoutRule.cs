using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>Parts of a value, and axes in another order.</summary>
internal static class LayoutRule
{
    /// <summary>One axis becomes as long as the slice.</summary>
    public static Inferred Infer(SliceOperation slice, RuleContext context)
    {
        Shape input = context.Input;
        int axis = AxisOf(slice, input);
        if (axis < 0 || axis >= input.Rank)
        {
            string numbers = input.Rank == 1 ? "1 or -1" : $"from 1 to {input.Rank}, or from -1 to -{input.Rank}";
            context.Report(DeclarationFaults.SettingOutOfRange(
                context.Layer.Name, "axis", Text.Number(slice.Axis), $"{numbers}, an axis of {context.InputText}", context.Site("axis")));
            return Inferred.Unknown;
        }

        if ((long)slice.Start + slice.Length > input[axis])
        {
            context.Report(ShapeFaults.SliceOutside(
                context.Layer.Name, slice.Start, slice.Length, axis + 1, input[axis], context.InputText, context.Site("length")));
            return Inferred.Unknown;
        }

        return new Inferred(new Shape(input.Extents.Select((extent, d) => d == axis ? slice.Length : extent).ToEquatableArray()));
    }

    /// <summary>From 0.</summary>
    public static int AxisOf(SliceOperation slice, Shape input) => slice.Axis > 0 ? slice.Axis - 1 : input.Rank + slice.Axis;

    /// <summary>[a, b, c] → each of them at its place.</summary>
    public static Inferred Infer(Permutation permutation, RuleContext context)
    {
        Shape input = context.Input;
        if (permutation.Dims.Count == input.Rank)
            return new Inferred(new Shape(permutation.Dims.Select(d => input[d - 1]).ToEquatableArray()));
        context.Report(DeclarationFaults.SettingOutOfRange(
            context.Layer.Name, "dims", string.Join(", ",
                permutation.Dims), $"each number from 1 to {input.Rank} once, for the axes of {context.InputText}", context.Site("dims")));
        return Inferred.Unknown;
    }
}
