using ScottPlot;
using SkiaSharp;

namespace ModelCompiler.Plots;

/// <summary>The typeface of all text: one without serifs where the machine has any of the usual ones.</summary>
internal static class Typefaces
{
    private static readonly string[] wanted = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Segoe UI",
        "Helvetica Neue", "Arial", "Open Sans"];

    public static string Family { get; } = wanted.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Default;
}
