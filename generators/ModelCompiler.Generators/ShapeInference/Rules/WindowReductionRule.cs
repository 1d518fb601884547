using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>[h, w, c] → [h', w', c], or [length, c] → [length', c].</summary>
internal static class WindowReductionRule
{
    public static Inferred Infer(WindowReduction pool, RuleContext context)
    {
        if (!context.Reads(pool.Windows.Count)) return Inferred.Unknown;
        if (pool.Windows.FirstOrDefault(w => w.Padding == PaddingMode.Explicit && Math.Max(w.Pad, w.PadAfter) >= w.Size) is { } covered)
        {
            // The maximum or average of nothing has no value.
            context.Report(ShapeFaults.PadCoversWindow(context.Layer.Name, Math.Max(covered.Pad, covered.PadAfter), covered.Size,
                context.Site("Pad|PadTop|PadBottom|PadLeft|PadRight")));
            return Inferred.Unknown;
        }

        if (WindowFit.Resolve(pool.Windows, "window", context) is not { } windows) return Inferred.Unknown;
        var shape = context.Checked([.. windows.Select(w => (long)w.OutputExtent), context.Input.Channels]);
        return shape is null ? Inferred.Unknown : new Inferred(shape) { Windows = windows };
    }
}
