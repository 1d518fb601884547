using ModelCompiler.Data;
using ScottPlot;
using SkiaSharp;

namespace ModelCompiler.Plots;

public sealed partial class Figure
{
    private const int TileSide = 64;
    private const int CaptionHeight = 18;
    private const int Gap = 4;

    /// <summary>A convolution's kernels as tiles: one for each filter in colours where it reads three channels, otherwise one for each
    /// filter and channel, of which the first <paramref name="most"/> are shown.</summary>
    /// <param name="kernel">A kernel <c>[height, width, in, out]</c>, such as <c>model.Parameters["conv2d_1.kernel"]</c>.</param>
    /// <param name="title">What the figure is called; the kernel's name if null.</param>
    /// <param name="most">The most tiles.</param>
    /// <exception cref="PlotException">A tensor that is no kernel of two-dimensional filters.</exception>
    public static Figure Filters(ParameterTensor kernel, string? title = null, int most = 64)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        if (kernel.Shape is not [var height, var width, var inputs, var outputs])
            throw new PlotException(
                $"'{kernel.Name}' has shape {string.Join("×", kernel.Shape)}; a kernel of filters has height, width, inputs and outputs.");
        float[] numbers = kernel.Span.ToArray();
        bool colours = inputs == 3;
        int perFilter = colours ? 1 : inputs, channels = colours ? 3 : 1;
        // One scale for all, so that filters can be compared; 0 is the middle.
        float largest = Math.Max(1e-12f, numbers.Max(Math.Abs));
        var tiles = new List<Tile>();
        for (int t = 0; t < Math.Min(most, outputs * perFilter); t++)
        {
            int filter = t / perFilter, first = colours ? 0 : t % perFilter;
            var pixels = new float[height * width * channels];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = numbers[(i / channels * inputs + first + i % channels) * outputs + filter];
            tiles.Add(new Tile(pixels, height, width, channels, -largest, largest, perFilter > 1 ? $"{filter}.{first}" : ""));
        }

        return TileFigure(title ?? kernel.Name, tiles, columns: null);
    }

    /// <summary>The maps that a layer makes of one sample, a tile for each channel.</summary>
    /// <param name="maps">One sample's <c>[height, width, channels]</c>.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">Number of maps.</param>
    /// <param name="title">What the figure is called.</param>
    /// <exception cref="PlotException">Another number of floats.</exception>
    public static Figure Maps(ReadOnlySpan<float> maps, int height, int width, int channels, string title)
    {
        if (maps.Length != (long)height * width * channels)
            throw new PlotException($"{maps.Length} floats are no {height}×{width}×{channels} maps.");
        var tiles = new List<Tile>();
        for (int channel = 0; channel < channels; channel++)
        {
            var pixels = new float[height * width];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = maps[i * channels + channel];
            tiles.Add(Tile.Stretched(pixels, height, width, 1, ""));
        }

        return TileFigure(title, tiles, columns: null);
    }

    /// <summary>Pictures beside one another, each from its darkest to its lightest number.</summary>
    /// <param name="title">What the figure is called.</param>
    /// <param name="shape"><c>[height, width]</c> or <c>[height, width, channels]</c> of each.</param>
    /// <param name="columns">Pictures in a row; as many as look well if null.</param>
    /// <param name="pictures">Numbers and what stands under them.</param>
    /// <exception cref="PlotException">Another number of floats, or neither one nor three channels.</exception>
    public static Figure Pictures(
        string title, IReadOnlyList<int> shape, int? columns, params IReadOnlyList<(float[] Pixels, string Caption)> pictures)
    {
        (int height, int width, int channels) = shape is [var h, var w] ? (h, w, 1) : shape is [var h3, var w3,
            var c3] ? (h3, w3, c3) : (0, 0, 0);
        if (channels is not (1 or 3))
            throw new PlotException($"Pictures are grey or have three channels; the shape is {string.Join("×", shape)}.");
        foreach ((float[] pixels, string caption) in pictures)
        {
            if (pixels.Length != height * width * channels)
                throw new PlotException($"Picture '{caption}' has {pixels.Length} floats, not {string.Join("×", shape)}.");
        }

        return TileFigure(title, [.. pictures.Select(p => Tile.Stretched(p.Pixels, height, width, channels, p.Caption))], columns);
    }

    /// <summary>Samples that were taken for another class, the surest mistakes first.</summary>
    /// <param name="data">Labelled pictures.</param>
    /// <param name="scores">A model's outputs for all of them, one number for each class.</param>
    /// <param name="most">The most samples.</param>
    /// <param name="title">What the figure is called.</param>
    /// <exception cref="PlotException">Samples without labels, or another number of outputs.</exception>
    public static Figure Misread(Dataset data, ReadOnlySpan<float> scores, int most = 24, string title = "Misread samples")
    {
        ArgumentNullException.ThrowIfNull(data);
        int classes = data.Count == 0 ? 0 : scores.Length / data.Count;
        if (!data.HasLabels || classes < data.Classes || scores.Length != (long)classes * data.Count)
            throw new PlotException($"{scores.Length} outputs do not go with {data.Count} samples of {data.Classes} classes.");
        var wrong = new List<(int Sample, int Answer, float Score)>();
        for (int i = 0; i < data.Count; i++)
        {
            ReadOnlySpan<float> own = scores.Slice(i * classes, classes);
            int answer = 0;
            for (int c = 1; c < classes; c++)
                answer = own[c] > own[answer] ? c : answer;
            if (answer != data.Labels[i])
                wrong.Add((i, answer, own[answer]));
        }

        IReadOnlyList<string> names = data.ClassNames;
        (float[], string)[] shown = [.. wrong.OrderByDescending(m => m.Score).Take(most).Select(m =>
            (data.Input(m.Sample).ToArray(), $"{Name(data.Labels[m.Sample])} as {Name(m.Answer)}"))];
        return shown.Length == 0
            ? new Figure(
                title, [Panel.Of("", plot => { Write(plot, "none", 0, 0, Colors.Gray, 16); plot.HideAxesAndGrid(); }, 320, 120)], 1)
            : Pictures($"{title}: {wrong.Count} of {data.Count}", data.Shape, null, shown);

        string Name(int label) => label < names.Count ? names[label] : $"{label}";
    }

    private static Figure TileFigure(string title, IReadOnlyList<Tile> tiles, int? columns)
    {
        if (tiles.Count == 0)
            throw new PlotException($"'{title}' has nothing to show.");
        int inRow = Math.Min(tiles.Count, columns ?? Math.Max(4, (int)Math.Ceiling(Math.Sqrt(1.6 * tiles.Count))));
        int rows = (tiles.Count + inRow - 1) / inRow;
        int scale = Math.Max(1, TileSide / Math.Max(tiles[0].Height, tiles[0].Width));
        int captions = tiles.Any(tile => tile.Caption.Length > 0) ? CaptionHeight : 0;
        int longest = tiles.Max(tile => tile.Caption.Length) * 7;
        int cellWidth = Math.Max(tiles[0].Width * scale, longest) + Gap, cellHeight = tiles[0].Height * scale + Gap + captions;
        return new Figure(title, [new Panel(title, Build, inRow * cellWidth + 2 * Gap, rows * cellHeight + 2 * Gap)], columns: 1);

        Plot Build()
        {
            var plot = new Plot();
            for (int i = 0; i < tiles.Count; i++)
            {
                using var bitmap = new SKBitmap(tiles[i].Width * scale, tiles[i].Height * scale, SKColorType.Rgba8888, SKAlphaType.Opaque);
                tiles[i].Paint(bitmap, 0, 0, scale);
                int left = i % inRow * cellWidth + (cellWidth - bitmap.Width) / 2, top = -(i / inRow * cellHeight);
                plot.Add.ImageRect(new ScottPlot.Image(bitmap.Copy()),
                    new CoordinateRect(left, left + bitmap.Width, top - bitmap.Height, top));
                if (tiles[i].Caption.Length > 0)
                    Write(plot, tiles[i].Caption, i % inRow * cellWidth + cellWidth / 2.0,
                        top - bitmap.Height - CaptionHeight / 2.0, Colors.Black, 10);
            }

            plot.Axes.SetLimits(-Gap, inRow * cellWidth + Gap, -rows * cellHeight - Gap, Gap);
            plot.HideAxesAndGrid();
            plot.Axes.SquareUnits();
            return plot;
        }
    }
}
