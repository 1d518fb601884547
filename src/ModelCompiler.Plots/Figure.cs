using ScottPlot;
using SkiaSharp;

namespace ModelCompiler.Plots;

/// <summary>A picture of training: one panel or several in a grid. <see cref="Save"/> writes SVG or PNG.</summary>
public sealed partial class Figure
{
    private const int TitleHeight = 34;
    private const int TitleLetter = 11;

    private readonly IReadOnlyList<Panel> panels;
    private readonly int columns;

    private Figure(string title, IReadOnlyList<Panel> panels, int columns) => (Title, this.panels, this.columns) = (title, panels, columns);

    /// <summary>What the figure is called; a figure of one panel shows it above that.</summary>
    public string Title { get; }

    /// <summary>Width in pixels unless one is given.</summary>
    public int DefaultWidth => Math.Max(columns * panels.Max(panel => panel.Width), Title.Length * TitleLetter + 20);

    /// <summary>Height in pixels unless one is given.</summary>
    public int DefaultHeight => (panels.Count + columns - 1) / columns * panels.Max(panel => panel.Height) + TitleHeight;

    /// <summary>Several figures as one, row by row.</summary>
    /// <param name="title">What the whole is called.</param>
    /// <param name="columns">Figures in a row.</param>
    /// <param name="figures">The figures, whose titles stand above their panels.</param>
    public static Figure Combine(string title, int columns, params IReadOnlyList<Figure> figures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Panel[] all = [.. figures.SelectMany(figure => figure.panels)];
        if (all.Length == 0)
            throw new PlotException("A figure needs at least one part.");
        return new Figure(title, all, Math.Min(columns, all.Length));
    }

    /// <summary>
    /// Writes the figure in the format that the name ends in, <c>.svg</c> or <c>.png</c>. The file appears whole or not at all.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels; <see cref="DefaultWidth"/> if null.</param>
    /// <param name="height">Pixels; <see cref="DefaultHeight"/> if null.</param>
    /// <exception cref="PlotException">Another ending.</exception>
    /// <exception cref="IOException">A file that cannot be written.</exception>
    public void Save(string path, int? width = null, int? height = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => ToSvg(width, height),
            ".png" => ToPng(width, height),
            var other => throw new PlotException($"'{path}': figures are written as .svg or .png, not as '{other}'."),
        };
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The figure as a PNG file.</summary>
    /// <param name="width">Pixels; <see cref="DefaultWidth"/> if null.</param>
    /// <param name="height">Pixels; <see cref="DefaultHeight"/> if null.</param>
    public byte[] ToPng(int? width = null, int? height = null)
    {
        (int w, int h) = Size(width, height);
        using SKSurface surface = SKSurface.Create(new SKImageInfo(w, h))
            ?? throw new PlotException($"A picture of {w}×{h} cannot be made.");
        Draw(surface.Canvas, w, h);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The figure as an SVG file.</summary>
    /// <param name="width">Pixels; <see cref="DefaultWidth"/> if null.</param>
    /// <param name="height">Pixels; <see cref="DefaultHeight"/> if null.</param>
    public byte[] ToSvg(int? width = null, int? height = null)
    {
        (int w, int h) = Size(width, height);
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, w, h), stream))
            Draw(canvas, w, h);
        return stream.ToArray();
    }

    private (int Width, int Height) Size(int? width, int? height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height ?? 1, 1);
        return (width ?? DefaultWidth, height ?? DefaultHeight);
    }

    private void Draw(SKCanvas canvas, int width, int height)
    {
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using SKTypeface face = SKTypeface.FromFamilyName(Typefaces.Family, SKFontStyle.Bold);
        using var font = new SKFont(face, 16);
        canvas.DrawText(Title, width / 2f, TitleHeight * 0.7f, SKTextAlign.Center, font, paint);
        int rows = (panels.Count + columns - 1) / columns;
        for (int i = 0; i < panels.Count; i++)
        {
            int row = i / columns, column = i % columns;
            float panelHeight = (height - TitleHeight) / (float)rows, panelWidth = width / (float)columns;
            var place = new PixelRect(
                column * panelWidth, (column + 1) * panelWidth, TitleHeight + (row + 1) * panelHeight, TitleHeight + row * panelHeight);
            canvas.Save();
            canvas.ClipRect(new SKRect(place.Left, place.Top, place.Right, place.Bottom));
            panels[i].Draw(canvas, place, showTitle: panels.Count > 1);
            canvas.Restore();
        }
    }
}
