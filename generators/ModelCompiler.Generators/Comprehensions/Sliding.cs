using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>The axes of windows that slide: output cells (y, x), taps (ky, kx), and the input index that each pair reads.</summary>
internal sealed record Sliding(Axis[] Cells, Axis[] Taps, AffineIndex[] Reads)
{
    public static Sliding Over(EquatableArray<ResolvedWindow> windows)
    {
        string[] names = windows.Count == 1 ? ["x"] : ["y", "x"];
        var cells = new Axis[windows.Count];
        var taps = new Axis[windows.Count];
        var reads = new AffineIndex[windows.Count];
        for (int w = 0; w < windows.Count; w++)
        {
            ResolvedWindow window = windows[w];
            cells[w] = new Axis(names[w], window.OutputExtent);
            taps[w] = new Axis("k" + names[w], window.Size);
            reads[w] = new AffineIndex([new Term(cells[w], window.Stride), new Term(taps[w], window.Dilation)], -window.PadBefore);
        }

        return new Sliding(cells, taps, reads);
    }
}
