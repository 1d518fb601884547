using System.Text;

namespace ModelCompiler.Runtime;

/// <summary>Rows of text in columns: the first <paramref name="leftColumns"/> aligned to the left, the others, numbers, to the
/// right.</summary>
internal sealed class TextTable(int leftColumns, string[] header)
{
    private readonly List<string[]> rows = [header];

    public void AddRow(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. header.Select((_, column) => rows.Max(row => row[column].Length))];
        string rule = new('─', widths.Sum() + 2 * (widths.Length - 1));
        var text = new StringBuilder().Append(rule).Append('\n');
        for (int i = 0; i < rows.Count; i++)
        {
            var cells = rows[i]
                .Select((cell, column) => column < leftColumns ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
            if (i == 0)
                text.Append(rule).Append('\n');
        }

        return text.Append(rule).Append('\n').ToString();
    }
}
