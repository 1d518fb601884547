using System.Globalization;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary>Prints JSON lines in the form that every peer's script uses.</summary>
internal static class Report
{
    /// <summary>Each value is a number, or a text without characters that JSON escapes.</summary>
    public static void Line(string work, params ReadOnlySpan<(string Name, object Value)> fields)
    {
        Console.Write($"{{\"peer\": \"modelcompiler\", \"version\": \"{Environment.Version}\", \"work\": \"{work}\"");
        foreach (var (name, value) in fields) Console.Write($", \"{name}\": {Text(value)}");
        Console.WriteLine("}");
    }

    private static string Text(object value) => value switch
    {
        string text => $"\"{text}\"",
        double number => Math.Round(number, 5).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A report holds texts and numbers, not a {value.GetType().Name}.", nameof(value)),
    };
}
