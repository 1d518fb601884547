using System.Globalization;

namespace ModelCompiler.Data;

/// <summary>Which columns are inputs and which are targets.</summary>
internal sealed class CsvColumns
{
    private const int MostNamed = 10;

    private CsvColumns(int[] inputs, int[] targets, string[] names) => (Inputs, Targets, Names) = (inputs, targets, names);

    public int[] Inputs { get; }

    public int[] Targets { get; }

    /// <summary>What the columns are called; their numbers without a header.</summary>
    public string[] Names { get; }

    public static CsvColumns Choose(string path, IReadOnlyList<string> header, int count, CsvOptions options)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => header.Count > 0 ? header[i] : $"{i}")];
        int[] targets = [.. options.Targets.Select(name => Find(path, name, names, header.Count > 0))];
        int[] ignored = [.. options.Ignore.Select(name => Find(path, name, names, header.Count > 0))];
        int[] inputs = [.. Enumerable.Range(0, count).Except(targets).Except(ignored)];
        if (targets.Length == 0)
            throw new DataFormatException(path, "no target column is given: name at least one in CsvOptions.Targets.");
        if (inputs.Length == 0)
            throw new DataFormatException(path, $"has {count} columns, of which none is left as an input.");
        return new CsvColumns(inputs, targets, names);
    }

    private static int Find(string path, string name, string[] names, bool named)
    {
        int index = named ? Array.IndexOf(names, name) : -1;
        if (index >= 0)
            return index;
        if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= -names.Length
            && number < names.Length)
            return number < 0 ? names.Length + number : number;
        throw new DataFormatException(path, $"has no column '{name}'. Its {names.Length} columns are "
            + $"{string.Join(", ", names.Take(MostNamed))}{(names.Length > MostNamed ? ", ..." : "")}.");
    }
}
