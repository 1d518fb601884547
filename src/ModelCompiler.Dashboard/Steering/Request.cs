using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>What a viewer can send.</summary>
internal abstract record Request
{
    /// <summary>The layers on its screen, by their places in the summary.</summary>
    public sealed record Watch(int[] Layers) : Request;

    /// <summary>A command.</summary>
    public sealed record Do(Command Command) : Request;

    private const int MostNameLength = 64;

    /// <summary>Reads a message; whatever it is, this ends in a request or in words that say what is wrong with it.</summary>
    public static (int? Id, Request? Request, string? Fault) Parse(ReadOnlySpan<byte> message)
    {
        int? id = null;
        try
        {
            var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = 8 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            if (reader.Read() || root.ValueKind != JsonValueKind.Object)
                return (null, null, "A message is one JSON object.");
            id = root.TryGetProperty("id", out JsonElement number) && number.ValueKind == JsonValueKind.Number
                && number.TryGetInt32(out int value) ? value : null;
            if (root.TryGetProperty("watch", out JsonElement layers))
                return (id, ParseWatch(layers), "'watch' is an array of numbers of layers.");
            (Command? command, string? fault) = ParseCommand(root);
            return command is null ? (id, null, fault) : (id, new Do(command), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // An unpaired surrogate in a string is an InvalidOperationException.
            return (id, null, "The message is no JSON.");
        }
    }

    private static Watch? ParseWatch(JsonElement layers)
    {
        if (layers.ValueKind != JsonValueKind.Array || layers.GetArrayLength() > 4 * Viewer.MostWatched)
            return null;
        var numbers = new List<int>();
        foreach (JsonElement layer in layers.EnumerateArray())
        {
            if (layer.ValueKind != JsonValueKind.Number || !layer.TryGetInt32(out int number))
                return null;
            numbers.Add(number);
        }

        return new Watch([.. numbers]);
    }

    private static (Command? Command, string? Fault) ParseCommand(JsonElement root) => Text(root, "do") switch
    {
        "pause" => (new Command.Pause(), null),
        "resume" => (new Command.Resume(), null),
        "step" => (new Command.OneStep(), null),
        "stop" => (new Command.Stop(KeepBest: !IsFalse(root, "keepBest")), null),
        "set" => Text(root, "name") is { } name && Number(root, "value") is { } value
            ? (new Command.Set(name, value), null)
            : (null, "'set' takes a 'name' and a finite number as 'value'."),
        "reinitialize" => Number(root, "seed") is { } seed && seed == (int)seed
            ? (new Command.Reinitialize((int)seed), null)
            : (null, "'reinitialize' takes a whole number as 'seed'."),
        "load" => Text(root, "file") is { } file
            ? (new Command.Load(file,
                Matching: root.TryGetProperty("matching", out JsonElement matching) && matching.ValueKind == JsonValueKind.True), null)
            : (null, "'load' takes a 'file', as /api/weights named it."),
        null => (null, "A message has 'do' or 'watch'."),
        _ => (null, "There is no such command. There are: pause, resume, step, set, stop, reinitialize, load."),
    };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: <= MostNameLength } text ? text : null;

    private static double? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number)
            && double.IsFinite(number) ? number : null;

    private static bool IsFalse(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.False;
}
