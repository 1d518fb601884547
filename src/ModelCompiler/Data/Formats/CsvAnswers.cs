using System.Globalization;

namespace ModelCompiler.Data;

/// <summary>Turns target fields into classes or numbers.</summary>
internal sealed class CsvAnswers(string path, CsvOptions options, CsvColumns columns, List<string> fields, List<int> lines)
{
    private const int MostGuessed = 255;

    public bool HasClasses => options.Target == CsvTarget.Classes || (options.Target == CsvTarget.Auto && LooksLikeClasses());

    public Dataset ToClasses(float[] inputs)
    {
        if (columns.Targets.Length != 1)
            throw new DataFormatException(path, $"{columns.Targets.Length} target columns cannot be classes; one can.");
        if (fields.Count == 0)
            throw new DataFormatException(path, "has no complete line.");
        bool numbered = fields.All(field => Label(field) >= 0);
        string[] names = numbered ? [] : [.. fields.Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, int> numbers = names.Select((name, label) => (name, label)).ToDictionary(pair => pair.name, pair => pair.label);
        int[] labels = [.. fields.Select(field => numbered ? Label(field) : numbers[field])];
        return Dataset.FromFloats(inputs, new Answers(labels), [columns.Inputs.Length]).WithClassNames(names);
    }

    public Dataset ToNumbers(float[] inputs)
    {
        int width = columns.Targets.Length;
        if (fields.Count == 0)
            throw new DataFormatException(path, "has no complete line.");
        var targets = new float[fields.Count];
        for (int i = 0; i < targets.Length; i++)
        {
            if (!CsvReader.Parse(fields[i], out targets[i]))
            {
                throw new DataFormatException(
                    path, $"line {lines[i / width]}, column '{columns.Names[columns.Targets[i % width]]}': target "
                        + $"'{CsvReader.Short(fields[i])}' is not a number.");
            }
        }

        return Dataset.FromFloats(inputs, new Answers(targets, width), [columns.Inputs.Length]);
    }

    private bool LooksLikeClasses() => columns.Targets.Length == 1
        && (fields.All(field => Label(field) is >= 0 and <= MostGuessed) || fields.All(field => !CsvReader.Parse(field, out _)));

    /// <summary>A class's number, or -1. It is held below what a set of classes can be counted in.</summary>
    private static int Label(string field) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out int label) && label < int.MaxValue ? label : -1;
}
