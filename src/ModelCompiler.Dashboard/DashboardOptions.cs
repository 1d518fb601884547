using System.Net;
using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>Settings of a <see cref="Dashboard"/>.</summary>
public sealed class DashboardOptions
{
    /// <summary>The port to listen on. Default: 0, any free one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in 0 to 65535.</exception>
    public int Port
    {
        get;
        init => field = value is >= 0 and <= 65535 ? value : throw new ArgumentOutOfRangeException(nameof(Port),
            value, $"DashboardOptions.Port is a TCP port from 0 (any free one) to 65535; got {value}.");
    }

    /// <summary>The address to listen on. Default: the loopback address, which other machines cannot reach. Whoever opens it to others
    /// gives them the page; steering still needs the token.</summary>
    public IPAddress ListenOn { get; init; } = IPAddress.Loopback;

    /// <summary>Names by which the page may be asked for besides <c>localhost</c>, the machine's name and its addresses: those of a reverse
    /// proxy, for example. Requests under other names are refused, so that a foreign site cannot reach the page through a
    /// viewer's browser.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>What an address must end in to steer. Default: 128 random bits, drawn anew for each dashboard.</summary>
    public string? Token { get; init; }

    /// <summary>The folder in which each run gets a folder of its own: its figures, which later runs are compared with, the log of what was
    /// changed by hand, snapshots. Null keeps nothing. Default: <c>runs</c>.</summary>
    public string? Folder { get; init; } = "runs";

    /// <summary>The run's name, that of its folder. Default: the model's and the time.</summary>
    public string? RunName { get; init; }

    /// <summary>
    /// Names of the classes, in order, for predictions and the confusion matrix. Default: the data set's own, or their numbers.
    /// </summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Samples whose predictions are shown. Default: the fit's validation set.</summary>
    public Dataset? HeldOut { get; init; }

    /// <summary>
    /// The share of the time that looking at the network may take while somebody watches; none is taken while nobody does. Default: 0.02.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 0.5].</exception>
    public double MostCost
    {
        get;
        init => field = value is > 0 and <= 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(MostCost),
            value, $"DashboardOptions.MostCost is a share of the time in (0, 0.5]; got {value}.");
    } = 0.02;

    /// <summary>A log of an earlier run, <c>runs/NAME/changes.jsonl</c>: what a hand changed then is changed again before the same steps.
    /// With the same seeds and data the run is the same, bit for bit. Default: none.</summary>
    public string? Replay { get; init; }

    /// <summary>Whether the fit waits before its first step until somebody presses <i>resume</i>. Default: false.</summary>
    public bool StartPaused { get; init; }

    /// <summary>Told the address once it is served. Default: it is written to the console.</summary>
    public Action<Uri>? Opened { get; init; }
}
