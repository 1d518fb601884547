using System.Globalization;
using ModelCompiler.Serialization;
using Spectre.Console;

namespace ModelCompiler.Tool.Commands;

/// <summary>Two files of weights, tensor by tensor.</summary>
internal static class DiffCommand
{
    /// <returns>0 if they are the same, 1 if not.</returns>
    public static int Run(IAnsiConsole console, string left, string right, double tolerance)
    {
        using WeightFile a = Files.Weights(left), b = Files.Weights(right);
        Table table = new Table().Border(TableBorder.Simple).AddColumns(new TableColumn("tensor"), new TableColumn("left"),
            new TableColumn("right"), new TableColumn("largest difference").RightAligned(), new TableColumn("relative").RightAligned());
        int differ = 0, same = 0;
        foreach (StoredTensor mine in a.Tensors)
        {
            StoredTensor? other = b.Find(mine.Name);
            if (other is null || !other.Shape.SequenceEqual(mine.Shape))
            {
                table.AddRow(Markup.Escape(mine.Name), SummaryCommand.Extents(mine.Shape),
                    other is null ? "missing" : SummaryCommand.Extents(other.Shape), "", "");
                differ++;
                continue;
            }

            var (difference, largest) = Compare(mine, other);
            double relative = difference == 0 ? 0 : difference / Math.Max(largest, double.Epsilon);
            if (relative <= tolerance)
            {
                same++;
                continue;
            }

            differ++;
            table.AddRow(Markup.Escape(mine.Name), SummaryCommand.Extents(mine.Shape), SummaryCommand.Extents(other.Shape),
                Number(difference), Number(relative));
        }

        foreach (StoredTensor other in b.Tensors.Where(t => a.Find(t.Name) is null))
        {
            table.AddRow(Markup.Escape(other.Name), "missing", SummaryCommand.Extents(other.Shape), "", "");
            differ++;
        }

        if (differ > 0) console.Write(table);
        console.WriteLine($"{same} tensors are the same, {differ} differ");
        return differ == 0 ? 0 : 1;
    }

    private static (double Difference, double Largest) Compare(StoredTensor a, StoredTensor b)
    {
        var left = new float[a.Length];
        var right = new float[b.Length];
        a.Read(left);
        b.Read(right);
        double difference = 0, largest = 0;
        for (int i = 0; i < left.Length; i++)
        {
            if (!left[i].Equals(right[i]))
                difference = Math.Max(difference,
                    float.IsNaN(left[i] - right[i]) ? double.PositiveInfinity : Math.Abs((double)left[i] - right[i]));
            largest = Math.Max(largest, Math.Abs(left[i]));
        }

        return (difference, largest);
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
