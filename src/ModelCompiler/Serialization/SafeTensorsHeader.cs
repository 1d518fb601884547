using System.Text.Json;
using static ModelCompiler.Serialization.SafeTensorsFormat;

namespace ModelCompiler.Serialization;

/// <summary>One tensor as a file's header describes it; bytes count from the start of the data.</summary>
internal sealed record SafeTensorsEntry(string Name, string DType, long[] Shape, long Begin, long End);

/// <summary>A parsed header. Parsing checks the grammar only; what fits where is the reader's business.</summary>
internal sealed record SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Parses a header's JSON.</summary>
    /// <exception cref="JsonException">Anything but an object of tensors, each described once.</exception>
    public static SafeTensorsHeader Parse(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        var entries = new List<SafeTensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        Expect(ref json, JsonTokenType.StartObject);
        while (NextProperty(ref json) is { } name)
        {
            if (!names.Add(name))
                throw new JsonException($"'{name}' is described twice.");
            if (name == SafeTensorsFormat.Metadata)
                ParseMetadata(ref json, metadata);
            else
                entries.Add(ParseEntry(ref json, name));
        }

        return json.Read() ? throw new JsonException("something follows the header's object.") : new SafeTensorsHeader(entries, metadata);
    }

    private static void ParseMetadata(ref Utf8JsonReader json, Dictionary<string, string> metadata)
    {
        Expect(ref json, JsonTokenType.StartObject);
        while (NextProperty(ref json) is { } key)
        {
            Expect(ref json, JsonTokenType.String);
            if (!metadata.TryAdd(key, json.GetString()!)) throw new JsonException($"the metadata has '{key}' twice.");
        }
    }

    private static SafeTensorsEntry ParseEntry(ref Utf8JsonReader json, string name)
    {
        string? dtype = null;
        long[]? shape = null, offsets = null;
        Expect(ref json, JsonTokenType.StartObject);
        while (NextProperty(ref json) is { } key)
        {
            switch (key)
            {
                case "dtype" when dtype is null: Expect(ref json, JsonTokenType.String); dtype = json.GetString(); break;
                case "shape" when shape is null: shape = ParseNumbers(ref json); break;
                case "data_offsets" when offsets is null: offsets = ParseNumbers(ref json); break;
                default: throw new JsonException($"'{name}' has an unknown or repeated property '{key}'.");
            }
        }

        return dtype is null || shape is null || offsets is not [var begin, var end]
            ? throw new JsonException($"'{name}' needs a dtype, a shape and two data_offsets.")
            : new SafeTensorsEntry(name, dtype, shape, begin, end);
    }

    private static long[] ParseNumbers(ref Utf8JsonReader json)
    {
        var numbers = new List<long>();
        Expect(ref json, JsonTokenType.StartArray);
        while (json.Read() && json.TokenType == JsonTokenType.Number)
        {
            if (!json.TryGetInt64(out long number) || number < 0)
                throw new JsonException("a shape or offset is not a whole number from 0.");
            numbers.Add(number);
        }

        return json.TokenType == JsonTokenType.EndArray ? [.. numbers] : throw new JsonException("a shape or offset is not a number.");
    }

    /// <summary>The next property's name, or null at the end of the object.</summary>
    private static string? NextProperty(ref Utf8JsonReader json)
    {
        if (!json.Read())
            throw new JsonException("the header ends early.");
        return json.TokenType == JsonTokenType.EndObject ? null : json.GetString();
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (!json.Read() || json.TokenType != type)
            throw new JsonException($"expected {type} at byte {json.BytesConsumed}, found {json.TokenType}.");
    }
}
