using ScottPlot;
using SkiaSharp;

namespace ModelCompiler.Plots;

/// <summary>One part of a figure with its usual size in pixels. It is built anew for each drawing, since drawing changes it.</summary>
internal sealed record Panel(string Title, Func<Plot> Build, int Width, int Height)
{
    public static Panel Of(string title, Action<Plot> fill, int width = 640, int height = 400) => new(
        title,
        () =>
        {
            var plot = new Plot();
            plot.FigureBackground.Color = Colors.White;
            fill(plot);
            return plot;
        },
        width, height);

    public void Draw(SKCanvas canvas, PixelRect place, bool showTitle)
    {
        using Plot plot = Build();
        plot.Font.Set(Typefaces.Family);
        if (showTitle && Title.Length > 0)
            plot.Title(Title, 13);
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Render(canvas, place);
    }
}
