using System.Globalization;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>Lays windows on a sequence's length or a map's height and width, and explains why they do not fit.</summary>
internal static class WindowFit
{
    private static readonly (string Cells, string Size, string Stride, string Dilation)[] OfMaps =
    [
        ("rows", "height|kernelSize|size", "StrideHeight|Strides", "DilationHeight|Dilation"),
        ("columns", "width|kernelSize|size", "StrideWidth|Strides", "DilationWidth|Dilation"),
    ];

    private static readonly (string Cells, string Size, string Stride, string Dilation)[] OfSequences =
        [("steps", "kernelSize|size", "Strides", "Dilation")];

    private static (string Cells, string Size, string Stride, string Dilation)[] Axes(EquatableArray<Window> windows) =>
        windows.Count == 1 ? OfSequences : OfMaps;

    /// <summary>The arguments that say the size along each axis.</summary>
    public static IReadOnlyList<string> Sizes(int axes) => [.. (axes == 1 ? OfSequences : OfMaps).Select(a => a.Size)];

    /// <param name="what">"kernel", "window" or "filter", as messages call it; a filter takes no Pad.</param>
    public static EquatableArray<ResolvedWindow>? Resolve(EquatableArray<Window> windows, string what, RuleContext context)
    {
        if (SpanOverflows(windows, context) || !Fit(windows, what, context)) return null;

        // Checked before the extents become ints.
        if (context.Checked([.. windows.Select((w, axis) => WindowArithmetic.Output(w, context.Input[axis]))]) is null) return null;
        ReportDropped(windows, context);
        return windows.Select((w, axis) => Resolve(w, context.Input[axis])).ToEquatableArray();
    }

    private static ResolvedWindow Resolve(Window window, int extent)
    {
        var (before, after) = WindowArithmetic.Padding(window, extent);
        return new ResolvedWindow(window.Size, window.Stride, window.Dilation, before, after, extent,
            (int)WindowArithmetic.Output(window, extent));
    }

    private static bool SpanOverflows(EquatableArray<Window> windows, RuleContext context)
    {
        for (int axis = 0; axis < windows.Count; axis++)
        {
            if (WindowArithmetic.Span(windows[axis]) <= ShapeFaults.MaximumCount) continue;
            context.Report(DeclarationFaults.SettingOutOfRange(
                context.Layer.Name, "Dilation", Text.Number(windows[axis].Dilation),
                $"small enough for the kernel to span at most {Text.Number(ShapeFaults.MaximumCount)} {Axes(windows)[axis].Cells}",
                    context.Site(Axes(windows)[axis].Dilation)));
            return true;
        }

        return false;
    }

    private static bool Fit(EquatableArray<Window> windows, string what, RuleContext context)
    {
        int axis = Enumerable.Range(0, windows.Count).Where(i => !WindowArithmetic.Fits(windows[i], context.Input[i]))
            .DefaultIfEmpty(-1).First();
        if (axis < 0) return true;
        context.Report(ShapeFaults.KernelTooLarge(
            context.Layer.Name, KernelText(windows, what), InputText(windows, context), Remedy(windows, what, context),
                context.Site(Axes(windows)[axis].Size)) with
        { Fix = Fitting(windows, what, context) });
        return false;
    }

    /// <summary>Sizes that fit, unless a window would be left that pools nothing.</summary>
    private static FixData? Fitting(EquatableArray<Window> windows, string what, RuleContext context)
    {
        IReadOnlyList<long> sizes = Largest(windows, context);
        return what == "filter" || (what == "window" && sizes.All(s => s == 1))
            ? null
            : new FixData(FixData.Sizes, [what, .. sizes.Select(s => s.ToString(CultureInfo.InvariantCulture))],
            Axes(windows).Select(a => context.Site(a.Size)).ToEquatableArray());
    }

    /// <summary>The largest size along each axis that fits.</summary>
    private static List<long> Largest(EquatableArray<Window> windows, RuleContext context) =>
        [.. windows.Select((w, axis) => Math.Min(w.Size, ((WindowArithmetic.Padded(w, context.Input[axis]) - 1) / w.Dilation) + 1))];

    private static string KernelText(EquatableArray<Window> windows, string what)
    {
        string size = $"{what} {string.Join("×", windows.Select(w => w.Size))}";
        return windows.All(w => w.Dilation == 1) ? size : $"{size}, dilated to {string.Join("×", windows.Select(WindowArithmetic.Span))},";
    }

    private static string InputText(EquatableArray<Window> windows, RuleContext context) =>
        windows[0].Padding == PaddingMode.Explicit
            ? $"{context.InputText} padded to "
                + $"{string.Join("×", windows.Select((w, axis) => WindowArithmetic.Padded(w, context.Input[axis])))}"
            : context.InputText;

    /// <summary>What would fit: a smaller kernel, or enough padding.</summary>
    private static string Remedy(EquatableArray<Window> windows, string what, RuleContext context)
    {
        List<long> largest = Largest(windows, context);
        if (largest.All(size => size == 1)) return OnOneCell(what, context);
        string atMost = $"a {what} of at most {(largest.Distinct().Count() == 1 ? largest[0].ToString() : string.Join("×", largest))}";
        long pad = windows.Select((w, axis) => (WindowArithmetic.Span(w) - context.Input[axis] + 1) / 2).Max();
        bool padHelps = what == "kernel" || (what == "window" && windows.All(w => pad < w.Size));
        var alternatives = new List<string> { atMost };
        if (windows[0].Padding == PaddingMode.Valid) alternatives.Add("Padding.Same");
        if (padHelps) alternatives.Add($"Pad = {pad}");
        return alternatives.Count == 3 ? $"{alternatives[0]}, {alternatives[1]}, or {alternatives[2]}" : string.Join(" or ", alternatives);
    }

    /// <summary>A window of one cell pools nothing, and padding would be all that a larger one sees besides.</summary>
    private static string OnOneCell(string what, RuleContext context)
    {
        string more = context.Producer is null ? "a larger input" : "less pooling or smaller strides before it";
        return what == "kernel" ? $"{more}, or a kernel of 1" : $"{more}, or remove this layer, which would have nothing to do";
    }

    private static void ReportDropped(EquatableArray<Window> windows, RuleContext context)
    {
        var dropped = windows.Select(
            (w, axis) => (Axis: axis, Window: w, Extent: context.Input[axis], Cells: WindowArithmetic.Dropped(w, context.Input[axis])))
            .Where(d => d.Cells > 0).ToList();
        if (dropped.Count == 0) return;
        context.Report(ShapeFaults.DroppedCells(
            context.Layer.Name,
            string.Join("×", dropped.Select(d => d.Window.Stride).Distinct()),
            string.Join(
                " and ", dropped.Select(d => $"the last {(d.Cells == 1 ? "" : $"{d.Cells} ")}of {d.Extent} {Axes(windows)[d.Axis].Cells}")),
            context.InputText,
            string.Join(" and ", dropped.Select(Arithmetic).Distinct()),
            windows.Count == 1 ? "Padding.Same" : "Padding.Same, or [ZeroPadding2D] before it",
            context.Site(Axes(windows)[dropped[0].Axis].Stride)));

        static string Arithmetic((int Axis, Window Window, int Extent, long Cells) d)
        {
            string pads = d.Window.Pad + d.Window.PadAfter > 0 ? $" + {(long)d.Window.Pad + d.Window.PadAfter}" : "";
            return $"({d.Extent} - {WindowArithmetic.Span(d.Window)}{pads}) mod {d.Window.Stride} = {d.Cells + d.Window.PadAfter}";
        }
    }
}
