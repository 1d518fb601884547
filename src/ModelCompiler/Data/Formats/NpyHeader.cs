using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelCompiler.Data;

/// <summary>The text before the numbers: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (60000, 28, 28), }</c>.</summary>
internal sealed partial record NpyHeader(NpyType Type, bool ColumnMajor, int[] Shape, long Count)
{
    public static NpyHeader Parse(string name, string text, long mostBytes)
    {
        string? descriptor = DescriptorPattern().Match(text) is { Success: true } match ? match.Groups[1].Value : null;
        if (descriptor is null || OrderPattern().Match(text) is not { Success: true } order
            || ShapePattern().Match(text) is not { Success: true } shape)
            throw new DataFormatException(name, $"has no header of a NumPy array of numbers: '{CsvReader.Short(text.Trim())}'.");
        NpyType type = NpyType.Parse(descriptor) ?? throw new DataFormatException(
            name, $"holds NumPy type '{descriptor}'; floats of 2, 4 and 8 bytes, whole numbers of 1 to 8 and booleans are supported.");
        string[] parts = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var extents = new int[parts.Length];
        UInt128 count = 1;
        for (int i = 0; i < extents.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out extents[i]))
                throw new DataFormatException(name, $"has extent '{CsvReader.Short(parts[i])}' in its shape.");
            count *= (uint)extents[i];
            if (count * (uint)type.Size > (UInt128)mostBytes)
                throw new DataFormatException(
                    name, $"cannot be what its header says: ({shape.Groups[1].Value}) numbers of {type.Size} bytes do not come out of it.");
        }

        if (count * (uint)type.Size > (UInt128)mostBytes || count > (UInt128)Array.MaxLength)
            throw new DataFormatException(name, $"has {count} numbers, which is more than it can hold or than one array can.");
        return new NpyHeader(type, order.Groups[1].Value == "True", extents, (long)count);
    }

    [GeneratedRegex("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]{1,20})['\"]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DescriptorPattern();

    [GeneratedRegex("['\"]fortran_order['\"]\\s*:\\s*(True|False)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OrderPattern();

    [GeneratedRegex("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\sL]*)\\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ShapePattern();
}
