using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>One thing that a hand changed while a network was trained.</summary>
/// <param name="Step">Steps that the trainer had taken.</param>
/// <param name="Time">When.</param>
/// <param name="Action">
/// What was done: <c>set</c>, <c>stop</c>, <c>reinitialize</c>, <c>load</c>, and <c>pause</c>, <c>resume</c>, <c>snapshot</c>, which change
/// no result.
/// </param>
/// <param name="Name">The setting, or the file.</param>
/// <param name="Value">The setting's new value, or the seed.</param>
/// <param name="Before">The setting's value before.</param>
public sealed record HandChange(long Step, DateTimeOffset Time, string Action, string? Name = null,
    double? Value = null, double? Before = null);

/// <summary>
/// What hands changed in a run, in order: a line of JSON each in the run's folder, <c>changes.jsonl</c>. <c>DashboardOptions.Replay</c>
/// takes such a file.
/// </summary>
public sealed class RunLog
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "changes.jsonl";

    private readonly Lock gate = new();
    private readonly List<HandChange> entries = [];
    private readonly string? path;

    internal RunLog(string? path) => this.path = path;

    /// <summary>Entries so far.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a log.</summary>
    /// <param name="path">A file that a dashboard wrote.</param>
    /// <exception cref="FormatException">A line that is no entry; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<HandChange> Read(string path)
    {
        var read = new List<HandChange>();
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                read.Add(Parse(line) ?? throw new FormatException($"{path}({number}): expected an entry of a run's log, such as "
                    + $"{{\"step\":100,\"action\":\"set\",\"name\":\"learningRate\",\"value\":0.01}}; got: {line}"));
        }

        return read;
    }

    internal void Add(HandChange change)
    {
        lock (gate)
        {
            entries.Add(change);
            Count = entries.Count;
            if (path is not null)
                File.AppendAllText(path, Line(change) + "\n");
        }
    }

    internal byte[] News(int from, int to) => Json.Object(w =>
    {
        w.WriteString("t", "log");
        w.WriteStartArray("entries");
        lock (gate)
        {
            foreach (HandChange change in entries.Skip(from).Take(to - from))
                Write(w, change);
        }

        w.WriteEndArray();
    });

    private static string Line(HandChange change)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, change);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter writer, HandChange change)
    {
        writer.WriteStartObject();
        writer.WriteNumber("step", change.Step);
        writer.WriteString("time", change.Time);
        writer.WriteString("action", change.Action);
        if (change.Name is not null)
            writer.WriteString("name", change.Name);
        // All digits: a repetition needs the very number.
        if (change.Value is { } value)
            writer.WriteNumber("value", value);
        if (change.Before is { } before && double.IsFinite(before))
            writer.WriteNumber("before", before);
        writer.WriteEndObject();
    }

    private static HandChange? Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return new HandChange(
                root.GetProperty("step").GetInt64(),
                root.TryGetProperty("time", out JsonElement time) ? time.GetDateTimeOffset() : default,
                root.GetProperty("action").GetString()!,
                root.TryGetProperty("name", out JsonElement name) ? name.GetString() : null,
                root.TryGetProperty("value", out JsonElement value) ? value.GetDouble() : null,
                root.TryGetProperty("before", out JsonElement before) ? before.GetDouble() : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }
}
