using System.Globalization;

namespace ModelCompiler.Generators.Support;

/// <summary>Numbers as messages show them, the same in every language.</summary>
internal static class Text
{
    public static string Number(long value) =>
        value == long.MaxValue ? "more than " + value.ToString("N0", CultureInfo.InvariantCulture) : value.ToString("N0",
            CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Plural(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";
}
