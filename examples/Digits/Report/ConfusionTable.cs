using System.Globalization;
using Spectre.Console;

namespace Digits.Report;

/// <summary>The confusion matrix as a table: a row for each true digit, a column for each answer, warmer where more images fell.</summary>
internal static class ConfusionTable
{
    /// <param name="counts">Images by true class and predicted class.</param>
    public static Table Create(long[,] counts)
    {
        var classes = counts.GetLength(0);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("true \\ read").RightAligned());
        for (var answer = 0; answer < classes; answer++)
            table.AddColumn(new TableColumn(answer.ToString(CultureInfo.InvariantCulture)).RightAligned());
        table.AddColumn(new TableColumn("right").RightAligned());
        for (var truth = 0; truth < classes; truth++)
            table.AddRow(Row(counts, truth));
        return table;
    }

    private static IEnumerable<Markup> Row(long[,] counts, int truth)
    {
        var classes = counts.GetLength(0);
        var total = 0L;
        for (var answer = 0; answer < classes; answer++)
            total += counts[truth, answer];

        yield return new Markup($"[bold]{truth}[/]");
        for (var answer = 0; answer < classes; answer++)
            yield return Cell(counts[truth, answer], total, right: answer == truth);
        yield return new Markup(total == 0 ? "-" : (counts[truth, truth] / (double)total).ToString("0.0%", CultureInfo.InvariantCulture));
    }

    private static Markup Cell(long count, long total, bool right)
    {
        if (count == 0)
            return new Markup("[grey]·[/]");
        var share = (double)count / total;
        // A few mistakes in a hundred must already glow; right answers only show their shade of green.
        var heat = right ? share : Math.Min(1, Math.Sqrt(share * 8));
        var (red, green) = right ? (0, (int)(50 + 70 * heat)) : ((int)(70 + 150 * heat), 20);
        return new Markup(count.ToString(CultureInfo.InvariantCulture), new Style(Color.White, new Color((byte)red, (byte)green, 20)));
    }
}
