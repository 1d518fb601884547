using System.Diagnostics;
using Courses.Chapters;
using Courses.Data;
using Courses.Gallery;
using Spectre.Console;

namespace Courses;

/// <summary>One run from data to page.</summary>
internal static class GalleryRun
{
    private static readonly Chapter[] chapters =
    [
        new("Learning rates", ScheduleChapter.Make),
        new("Dropout", DropoutChapter.Make),
        new("Optimizers and batch sizes", OptimizerChapter.Make),
        new("Depth: vanishing and dying gradients", DepthChapter.Make),
        new("Few samples: regularization", RegularizationChapter.Make),
        new("The exam's networks", ExamChapter.Make),
        new("Plain and residual networks", ResidualChapter.Make),
        new("Fixed filters", FilterChapter.Make),
        new("Inside a convolutional network", FirstLayerChapter.Make),
    ];

    public static int Run(string output, string? folder, int seed, string? only, CancellationToken cancellation)
    {
        IAnsiConsole console = AnsiConsole.Console;
        try
        {
            Chapter[] chosen =
                [.. chapters.Where(chapter => only is null || chapter.Title.Contains(only, StringComparison.OrdinalIgnoreCase))];
            if (chosen.Length == 0)
                throw new CourseException($"--only: no chapter has '{only}' in its title. They are: "
                    + $"{string.Join("; ", chapters.Select(chapter => chapter.Title))}.");
            Directory.CreateDirectory(output);
            long start = Stopwatch.GetTimestamp();
            CourseData data = CourseData.Open(folder, seed);
            console.MarkupLineInterpolated($"Data: {data.Description}");
            var page = new GalleryPage(output, data.Description);
            var lab = new Lab(data, seed, cancellation, text => console.MarkupLineInterpolated($"  {text}"));
            foreach (Chapter chapter in chosen)
            {
                cancellation.ThrowIfCancellationRequested();
                Draw(chapter, lab, page, console);
            }

            TimeSpan time = Stopwatch.GetElapsedTime(start);
            console.MarkupLineInterpolated($"{page.Pictures} pictures in {time.TotalSeconds:0} s: [bold]{page.Finish(time)}[/]");
            return 0;
        }
        catch (OperationCanceledException)
        {
            console.MarkupLine("[yellow]Cancelled. Pictures that were drawn are kept.[/]");
            return 130;
        }
        catch (Exception exception) when (exception is CourseException or ModelException or IOException or UnauthorizedAccessException)
        {
            console.MarkupLineInterpolated($"[red]{exception.Message}[/]");
            return 1;
        }
    }

    private static void Draw(Chapter chapter, Lab lab, GalleryPage page, IAnsiConsole console)
    {
        long start = Stopwatch.GetTimestamp();
        page.Begin(chapter.Title);
        int before = page.Pictures;
        foreach (Exhibit exhibit in chapter.Make(lab))
            page.Add(exhibit);
        console.MarkupLineInterpolated(
            $"[green]✓[/] {chapter.Title}: {page.Pictures - before} pictures, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
    }
}
