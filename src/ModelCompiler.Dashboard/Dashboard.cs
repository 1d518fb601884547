using System.Net;
using System.Security.Cryptography;
using ModelCompiler.Dashboard;
using ModelCompiler.Data;

namespace ModelCompiler.Training;

/// <summary>
/// A live page that shows a fit and steers it: figures over time, the network layer by layer with its activations, weights and gradients,
/// predictions on held-out samples; pause, one step, settings, snapshots. One of <see cref="FitOptions.Callbacks"/>.
/// </summary>
/// <remarks>
/// The page is served from when the first fit begins until <see cref="Dispose"/>, or the program's end, on a free port of the loopback
/// address, and its address is written to the console. Looking at the network takes place between steps, at most 2% of the time, and none
/// while no page is open. It changes no result: a fit that is watched and not steered gives the same weights, bit for bit.
/// </remarks>
/// <example><code>
/// trainer.Fit(train, new FitOptions { Epochs = 20, Validation = test, Callbacks = [new Dashboard()] });
/// </code></example>
public sealed class Dashboard : ICallback, IDisposable
{
    private readonly DashboardOptions options;
    private readonly string token;
    private readonly Lock gate = new();
    private Hub? hub;
    private PageServer? server;
    private Session? session;
    private bool disposed;

    /// <summary>Prepares a page; it is served when a fit begins, or by <see cref="Open"/>.</summary>
    /// <param name="options">Port, token, names of classes and the rest; the defaults if null.</param>
    public Dashboard(DashboardOptions? options = null)
    {
        this.options = options ?? new DashboardOptions();
        token = this.options.Token ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>The page's address, with the token that steering needs; null before it is served.</summary>
    public Uri? Address { get; private set; }

    /// <summary>The same without the token: for those who may look and not steer.</summary>
    public Uri? AddressToLook => Address is null ? null : new Uri(Address, "/");

    /// <summary>Pages that are open.</summary>
    public int Viewers => hub?.Count ?? 0;

    /// <summary>The folder of the run that is shown, if it has one.</summary>
    public string? RunFolder => session?.Run.Folder.Path;

    /// <summary>Serves the page, if it is not served yet. A fit's beginning does so, too.</summary>
    /// <returns>Its address.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public Uri Open()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (Address is { } served)
                return served;
            hub = new Hub();
            var guard = new Guard(token, options.ListenOn, options.AllowedHosts);
            server = new PageServer(new IPEndPoint(options.ListenOn, options.Port), new Endpoints(hub, guard).Answer);
            string host = options.ListenOn.Equals(IPAddress.Any) || options.ListenOn.Equals(IPAddress.IPv6Any) ? Environment.MachineName
                : options.ListenOn.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{options.ListenOn}]"
                : options.ListenOn.ToString();
            Address = new Uri($"http://{host}:{server.Port}/?token={Uri.EscapeDataString(token)}");
        }

        if (options.Opened is { } opened)
            opened(Address);
        else
            Console.WriteLine($"Training page: {Address}");
        return Address;
    }

    void ICallback.FitBegin(FitContext context)
    {
        Open();
        session = new Session(options, hub!, context);
    }

    void ICallback.EpochBegin(FitContext context) => session?.Recorder.EpochBegin();

    void ICallback.BatchBegin(FitContext context)
    {
        session?.Helm.BeforeStep();
        if (!context.StopRequested)
            session?.Lookout.BeforeStep();
    }

    void ICallback.BatchEnd(FitContext context)
    {
        session?.Lookout.AfterStep();
        session?.Recorder.BatchEnd(hub!.IsWatched);
        if (context.Batch == context.BatchCount && context.Options.Validation is not null)
            session?.Recorder.Show("validating");
    }

    void ICallback.EpochEnd(FitContext context)
    {
        session?.Helm.AfterEpoch();
        session?.Recorder.EpochEnd();
    }

    void ICallback.FitEnd(FitContext context) => session?.End(context);

    /// <summary>Ends the page. A fit under way goes on without it.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
        }

        session?.Run.Commands.Close();
        hub?.Dispose();
        server?.Dispose();
    }

    /// <summary>One fit with all that shows and steers it.</summary>
    private sealed class Session
    {
        public Session(DashboardOptions options, Hub hub, FitContext context)
        {
            Dataset? heldOut = options.HeldOut ?? context.Options.Validation;
            if (options.HeldOut is not null)
                context.Trainer.Session.CheckFits(options.HeldOut, "the held-out set");
            ModelSummary summary = context.Summary;
            ModelCompiler.Dashboard.RunFolder folder = ModelCompiler.Dashboard.RunFolder.Create(options.Folder,
                options.RunName, summary.ModelName);
            var description = new NetworkDescription(summary, context.Parameters);
            var log = new RunLog(folder.Path is null ? null : folder.PathOf(RunLog.FileName));
            Run = new RunState(folder.Name, description, log, folder, w =>
            {
                w.WriteString("model", summary.ModelName);
                w.WriteString("optimizer", context.Optimizer.Name);
                w.WriteStrings("classes", options.ClassNames.Count > 0 ? options.ClassNames : heldOut?.ClassNames ?? []);
                w.WriteBoolean("keeps", folder.Path is not null);
            });
            var budget = new Budget(options.MostCost);
            Helm = new Helm(context, Run, options.Replay, options.StartPaused);
            Recorder = new RunRecorder(context, Run, Helm.Settings, budget);
            Lookout = new Lookout(hub, Run, context, Recorder, budget, heldOut);
            Helm.WhilePaused = Lookout.LookWhilePaused;
            Helm.Changed = () =>
            {
                Recorder.RestartRates();
                Recorder.Show(Helm.IsPaused ? "paused" : "running");
            };
            Recorder.Show(options.StartPaused ? "paused" : "running");
            hub.Run = Run;
        }

        public RunState Run { get; }

        public Helm Helm { get; }

        public RunRecorder Recorder { get; }

        public Lookout Lookout { get; }

        public void End(FitContext context)
        {
            Run.Commands.Close();
            Lookout.Dispose();
            Recorder.SaveFigures();
            Recorder.Show(
                context.Exception is not null ? "failed" : context.StopRequested
                    || context.Options.CancellationToken.IsCancellationRequested ? "stopped" : "finished",
                context.Exception?.Message ?? context.StopReason);
        }
    }
}
