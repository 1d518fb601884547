using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits.Report;

/// <summary>
/// A grey picture in a terminal: each character cell shows two pixels, one above the other. Without colours the pixels are
/// cut at half their range.
/// </summary>
internal sealed class DigitPicture(ReadOnlyMemory<float> pixels, int width) : Renderable
{
    private const string UpperHalf = "▀";

    private int Height => pixels.Length / width;

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(width, width);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var colours = options.ColorSystem != ColorSystem.NoColors && options.Ansi;
        for (var y = 0; y < Height; y += 2)
        {
            for (var x = 0; x < width; x++)
            {
                var (upper, lower) = (At(x, y), At(x, y + 1));
                yield return colours ? new Segment(UpperHalf, new Style(Grey(upper), Grey(lower))) : new Segment(Block(upper, lower));
            }

            yield return Segment.LineBreak;
        }
    }

    private float At(int x, int y) => y < Height ? pixels.Span[y * width + x] : 0;

    private static Color Grey(float value)
    {
        var level = (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
        return new Color(level, level, level);
    }

    private static string Block(float upper, float lower) => (upper >= 0.5f, lower >= 0.5f) switch
    {
        (true, true) => "█",
        (true, false) => UpperHalf,
        (false, true) => "▄",
        _ => " ",
    };
}
