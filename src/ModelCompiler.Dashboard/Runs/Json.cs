using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>
/// Short ways to write what the page reads. Strings are escaped by the writer, and the page sets them as text, never as markup.
/// </summary>
internal static class Json
{
    public static byte[] Object(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A number with as many digits as a person can use; null for one that JSON does not know.</summary>
    public static void WriteFigure(this Utf8JsonWriter writer, string name, double value, int digits = 6)
    {
        writer.WritePropertyName(name);
        WriteFigure(writer, value, digits);
    }

    public static void WriteNumbers(this Utf8JsonWriter writer, string name, ReadOnlySpan<double> values, int digits)
    {
        writer.WriteStartArray(name);
        foreach (double value in values)
            WriteFigure(writer, value, digits);
        writer.WriteEndArray();
    }

    public static void WriteNumbers(this Utf8JsonWriter writer, string name, IEnumerable<int> values)
    {
        writer.WriteStartArray(name);
        foreach (int value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void WriteFigure(Utf8JsonWriter writer, double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteNullValue();
            return;
        }

        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, digits > 6 ? "G9" : "G6", CultureInfo.InvariantCulture);
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
