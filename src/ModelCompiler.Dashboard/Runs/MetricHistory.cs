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
        List<Piece> pieces = TakeNews(cursor);
        writer.WriteStartArray("series");
        foreach (Piece piece in pieces)
        {
            writer.WriteStartObject();
            writer.WriteString("name", piece.Name);
            writer.WriteNumber("from", piece.From);
            writer.WriteNumbers("steps", piece.Steps, digits: 9);
            writer.WriteNumbers("values", piece.Values, digits: 6);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        return pieces.Count > 0;
    }

    /// <summary>All of it, for the run's folder.</summary>
    public void WriteAll(Utf8JsonWriter writer) => WriteNews(writer, new HistoryCursor());

    /// <summary>Copies, so that the fit's thread never waits for what is written down.</summary>
    private List<Piece> TakeNews(HistoryCursor cursor)
    {
        var pieces = new List<Piece>();
        lock (gate)
        {
            for (int s = 0; s < series.Count; s++)
            {
                (int generation, int count) = cursor[s];
                Series one = series[s];
                if (generation != one.Generation)
                    count = 0;
                cursor[s] = (one.Generation, one.Count);
                if (count != one.Count)
                    pieces.Add(new Piece(one.Name, count, one.Steps[count..].ToArray(), one.Values[count..].ToArray()));
            }
        }

        return pieces;
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

/// <summary>Some points of a series, from one on.</summary>
internal sealed record Piece(string Name, int From, double[] Steps, double[] Values);

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
