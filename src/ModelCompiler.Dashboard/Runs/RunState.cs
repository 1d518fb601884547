using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>All that is shown of one run. The fit's thread replaces what is newest; viewers read it whenever they like.</summary>
internal sealed class RunState(string name, NetworkDescription description, RunLog log, RunFolder folder, Action<Utf8JsonWriter> describe)
{
    private readonly Lock gate = new();
    private volatile LiveFigures figures = new();
    private (long Version, int Viewers, byte[] Message) status = (0, -1, []);

    public string Name => name;

    public RunLog Log => log;

    public RunFolder Folder => folder;

    public NetworkDescription Description => description;

    public CommandQueue Commands { get; } = new();

    public MetricHistory History { get; } = new();

    public int LayerCount => description.LayerCount;

    /// <summary>What was last seen of the network.</summary>
    public NetworkSample? Network { get; set; }

    /// <summary>The last predictions.</summary>
    public VersionedMessage? Predictions { get; set; }

    /// <summary>Histograms over the run, by layer.</summary>
    public Func<int, byte[]>? HistoryOf { get; set; }

    /// <summary>The newest figures; replaced, never changed.</summary>
    public LiveFigures Figures
    {
        get => figures;
        set => figures = value;
    }

    /// <summary>What a page needs to begin with.</summary>
    public byte[] Hello(bool maySteer) => Json.Object(w =>
    {
        w.WriteString("t", "hello");
        w.WriteString("run", name);
        w.WriteBoolean("steer", maySteer);
        describe(w);
        w.WriteStartObject("network");
        description.Write(w);
        w.WriteEndObject();
    });

    /// <summary>The newest figures as viewers are sent them, written once for all.</summary>
    public (long Version, byte[] Message) Status(int viewers)
    {
        LiveFigures now = figures;
        lock (gate)
        {
            if (status.Version != now.Version || status.Viewers != viewers)
                status = (now.Version, viewers, Json.Object(w => now.Write(w, viewers)));
            return (status.Version * 1000 + viewers, status.Message);
        }
    }
}
