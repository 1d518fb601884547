using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>All figures of a run. Written by the fit's thread, read by viewers'.</summary>
internal sealed class MetricHistory
{
    private readonly Lock gate = new();
    private readonly List<Series> series = [];

    /// <summary>Grows with every figure.</summary>
    public long Version { get; private set; }

    public void Add(string name, double step, double value)
    {
        lock (gate)
        {
            Find(name).Add(step, value);
            Version++;
        }
    }

    /// <summary>Writes, as properties of the object under way, what a viewer has not seen; true if that is anything.</summary>
    /// <param name="writer">At <c>series</c>, an array is written.</param>
    /// <param name="cursor">What the viewer has; moved on.</param>
    public bool WriteNews(Utf8JsonWriter writer, HistoryCursor cursor)
    {
        lock (gate)
        {
            bool any = false;
            writer.WriteStartArray("series");
            for (int s = 0; s < series.Count; s++)
            {
                (int generation, int count) = cursor[s];
                Series one = series[s];
                if (generation != one.Generation)
                    count = 0;
                cursor[s] = (one.Generation, one.Count);
                if (count == one.Count)
                    continue;
                any = true;
                Write(writer, one, count);
            }

            writer.WriteEndArray();
            return any;
        }
    }

    /// <summary>All of it, for the run's folder.</summary>
    public void WriteAll(Utf8JsonWriter writer) => WriteNews(writer, new HistoryCursor());

    private static void Write(Utf8JsonWriter writer, Series one, int from)
    {
        writer.WriteStartObject();
        writer.WriteString("name", one.Name);
        writer.WriteNumber("from", from);
        writer.WriteNumbers("steps", one.Steps[from..], digits: 9);
        writer.WriteNumbers("values", one.Values[from..], digits: 6);
        writer.WriteEndObject();
    }

    private Series Find(string name)
    {
        foreach (Series one in series)
        {
            if (one.Name == name)
                return one;
        }

        var added = new Series(name);
        series.Add(added);
        return added;
    }
}

/// <summary>How much of each series a viewer has.</summary>
internal sealed class HistoryCursor
{
    private readonly List<(int Generation, int Count)> seen = [];

    public (int Generation, int Count) this[int series]
    {
        get => series < seen.Count ? seen[series] : (0, 0);
        set
        {
            while (seen.Count <= series)
                seen.Add((0, 0));
            seen[series] = value;
        }
    }
}
