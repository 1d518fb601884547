using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>Where a run is.</summary>
internal sealed record LiveFigures
{
    /// <summary>Tells these figures from those before.</summary>
    public long Version { get; init; } = 1;

    /// <summary><c>running</c>, <c>paused</c>, <c>validating</c>, <c>finished</c>, <c>stopped</c> or <c>failed</c>.</summary>
    public string State { get; init; } = "starting";

    /// <summary>What ended it, if that needs words.</summary>
    public string? Reason { get; init; }

    /// <summary>What viewers should be told of the page itself.</summary>
    public string? Notice { get; init; }

    public int Epoch { get; init; }

    public int Epochs { get; init; }

    public int Batch { get; init; }

    public int Batches { get; init; }

    public long Step { get; init; }

    public long SamplesSeen { get; init; }

    public double SamplesPerSecond { get; init; } = double.NaN;

    /// <summary>Seconds of a sample's forward pass in a training step.</summary>
    public double Forward { get; init; } = double.NaN;

    /// <summary>Seconds of its backward pass.</summary>
    public double Backward { get; init; } = double.NaN;

    public double Elapsed { get; init; }

    /// <summary>Seconds to the end of the last epoch, if all goes on as it does.</summary>
    public double Remaining { get; init; } = double.NaN;

    /// <summary>Share of the time that looking took lately.</summary>
    public double Cost { get; init; } = double.NaN;

    /// <summary>Figures by name, those of the last validation among them.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Metrics { get; init; } = [];

    /// <summary>Settings that a hand can change, as they are now.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Settings { get; init; } = [];

    public void Write(Utf8JsonWriter w, int viewers)
    {
        w.WriteString("t", "status");
        w.WriteString("state", State);
        if (Reason is not null)
            w.WriteString("reason", Reason);
        if (Notice is not null)
            w.WriteString("notice", Notice);
        w.WriteNumber("epoch", Epoch);
        w.WriteNumber("epochs", Epochs);
        w.WriteNumber("batch", Batch);
        w.WriteNumber("batches", Batches);
        w.WriteNumber("step", Step);
        w.WriteNumber("samples", SamplesSeen);
        w.WriteFigure("samplesPerSecond", SamplesPerSecond);
        w.WriteFigure("forward", Forward);
        w.WriteFigure("backward", Backward);
        w.WriteFigure("elapsed", Elapsed);
        w.WriteFigure("remaining", Remaining);
        w.WriteFigure("cost", Cost);
        w.WriteNumber("viewers", viewers);
        Write(w, "metrics", Metrics);
        Write(w, "settings", Settings);
    }

    private static void Write(Utf8JsonWriter w, string name, IReadOnlyList<KeyValuePair<string, double>> values)
    {
        w.WriteStartObject(name);
        foreach ((string key, double value) in values)
            w.WriteFigure(key, value);
        w.WriteEndObject();
    }
}
