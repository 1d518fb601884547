using System.Globalization;
using System.Text;

namespace ModelCompiler.Data;

/// <summary>Reads a text file of separated values into inputs and targets.</summary>
internal sealed class CsvReader
{
    private const int MostReported = 10;

    private readonly string path;
    private readonly CsvOptions options;
    private readonly HashSet<string> missing;
    private readonly List<float> inputs = [];
    private readonly List<string> targets = [];
    private readonly List<int> targetLines = [];
    private readonly List<string> problems = [];
    private int problemCount;
    private CsvColumns? columns;

    private CsvReader(string path, CsvOptions options)
    {
        (this.path, this.options) = (path, options);
        missing = [.. options.Missing, ""];
    }

    public static Dataset Read(string path, CsvOptions options)
    {
        var reader = new CsvReader(path, options);
        using var file = new DataFile(path);
        using var text = new StreamReader(file.Stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
        try
        {
            reader.ReadLines(new CsvScanner(text, path, options.Separator));
        }
        catch (InvalidDataException exception)
        {
            throw new DataFormatException(path, $"starts as gzip does, but its compressed data is damaged: {exception.Message}", exception);
        }

        return reader.ToDataset();
    }

    private void ReadLines(CsvScanner scanner)
    {
        var fields = new List<string>();
        bool first = true;
        int count = 0;
        while (scanner.Read(fields))
        {
            if (first)
            {
                count = fields.Count;
                bool header = options.Header ?? IsHeader(fields);
                columns = CsvColumns.Choose(path, header ? fields : [], count, options);
                first = false;
                if (header)
                    continue;
            }

            if (fields.Count != count)
                throw new DataFormatException(path, $"line {scanner.Line} has {fields.Count} fields where the first line has {count}.");
            AddLine(fields, scanner.Line);
        }

        if (targetLines.Count == 0 && problemCount == 0)
            throw new DataFormatException(path, first ? "is empty." : "has a header and no samples.");
    }

    /// <summary>Without targets by name: numbers in all inputs are a line of data.</summary>
    private bool IsHeader(List<string> fields)
    {
        if (options.Targets.Concat(options.Ignore).Any(name => !int.TryParse(name, out _)))
            return true;
        CsvColumns guess = CsvColumns.Choose(path, [], fields.Count, options);
        return guess.Inputs.Any(i => !missing.Contains(fields[i]) && !Parse(fields[i], out _));
    }

    private void AddLine(List<string> fields, int line)
    {
        int start = inputs.Count;
        int absent = Array.FindIndex(columns!.Targets, column => missing.Contains(fields[column]));
        int column = absent >= 0 ? columns.Targets[absent] : -1;
        foreach (int input in columns.Inputs)
        {
            if (missing.Contains(fields[input]))
            {
                inputs.Add(float.NaN);
                column = column < 0 && options.WhenMissing != CsvMissing.Mean ? input : column;
            }
            else if (Parse(fields[input], out float value))
            {
                inputs.Add(value);
            }
            else
            {
                throw new DataFormatException(
                    path, $"line {line}, column '{columns.Names[input]}': '{Short(fields[input])}' is not a number.");
            }
        }

        if (column >= 0)
        {
            inputs.RemoveRange(start, inputs.Count - start);
            if (options.WhenMissing == CsvMissing.Fail && problemCount++ < MostReported)
                problems.Add($"line {line}, column '{columns.Names[column]}'");
            return;
        }

        foreach (int target in columns.Targets)
            targets.Add(fields[target]);
        targetLines.Add(line);
    }

    private Dataset ToDataset()
    {
        if (problemCount > 0)
        {
            throw new DataFormatException(
                path, $"values are missing in {problemCount} lines: "
                + $"{string.Join("; ", problems)}{(problemCount > MostReported ? "; ..." : "")}. "
                + "Complete them, or set CsvOptions.WhenMissing to Skip or Mean.");
        }

        float[] numbers = [.. inputs];
        if (options.WhenMissing == CsvMissing.Mean)
            CsvMeans.Fill(path, numbers, columns!);
        var answers = new CsvAnswers(path, options, columns!, targets, targetLines);
        return answers.HasClasses ? answers.ToClasses(numbers) : answers.ToNumbers(numbers);
    }

    internal static bool Parse(string field, out float value) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);

    internal static string Short(string field) => field.Length <= 40 ? field : field[..40] + "...";
}
