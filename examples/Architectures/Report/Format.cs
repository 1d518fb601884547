using System.Globalization;

namespace Architectures.Report;

/// <summary>Numbers as the tables show them.</summary>
internal static class Format
{
    public static string Extents(IReadOnlyList<int> shape) => string.Join('×', shape);

    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(double? value) => value is { } share ? share.ToString("0.0%", CultureInfo.InvariantCulture) : "–";

    /// <summary>With the unit that leaves one to three digits: 61.7 K, 15.5 G.</summary>
    public static string Short(double value) => value switch
    {
        >= 1e9 => Scaled(value / 1e9, "G"),
        >= 1e6 => Scaled(value / 1e6, "M"),
        >= 1e3 => Scaled(value / 1e3, "K"),
        _ => value.ToString("0", CultureInfo.InvariantCulture),
    };

    public static string Bytes(long value) => value < 1000 ? $"{value} B" : Short(value) + "B";

    private static string Scaled(double value, string unit) =>
        value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + unit;
}
