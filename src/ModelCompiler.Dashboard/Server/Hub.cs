namespace ModelCompiler.Dashboard;

/// <summary>
/// What viewers are shown, and who they are. The fit's thread leaves the newest of each kind here and goes on: nothing is queued for a
/// viewer, each takes what is newest when it is ready for more, so that a slow one costs the fit nothing and memory stays what it is.
/// </summary>
internal sealed class Hub : IDisposable
{
    /// <summary>Viewers beyond these are turned away.</summary>
    public const int MostViewers = 200;

    private static readonly TimeSpan tick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan tickForEachViewer = TimeSpan.FromMilliseconds(8);

    private readonly Lock gate = new();
    private readonly List<Viewer> viewers = [];
    private readonly CancellationTokenSource closing = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool[] watched = [];
    private volatile RunState? run;

    public Hub() => _ = Task.Run(Tick);

    /// <summary>The run that is shown; the last one, once it is over.</summary>
    public RunState? Run
    {
        get => run;
        set => run = value;
    }

    /// <summary>Whether anybody is looking.</summary>
    public bool IsWatched => Count > 0;

    /// <summary>Viewers.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a viewer has this layer on its screen.</summary>
    public bool Watches(int layer) => watched is var layers && layer < layers.Length && layers[layer];

    public CancellationToken Closing => closing.Token;

    /// <summary>Adds a viewer, unless there are too many.</summary>
    public bool Enter(Viewer viewer)
    {
        lock (gate)
        {
            if (viewers.Count >= MostViewers || closing.IsCancellationRequested)
                return false;
            viewers.Add(viewer);
            Count = viewers.Count;
        }

        return true;
    }

    /// <summary>Forgets a viewer.</summary>
    public void Leave(Viewer viewer)
    {
        lock (gate)
        {
            viewers.Remove(viewer);
            Count = viewers.Count;
        }

        UpdateWatched();
    }

    /// <summary>Gathers which layers viewers look at.</summary>
    public void UpdateWatched()
    {
        lock (gate)
        {
            int length = viewers.Count == 0 ? 0 : viewers.Max(v => v.Watching.Length == 0 ? 0 : v.Watching.Max() + 1);
            var all = new bool[length];
            foreach (int layer in viewers.SelectMany(v => v.Watching))
                all[layer] = true;
            watched = all;
        }
    }

    /// <summary>Ends when viewers should look for news again.</summary>
    public Task NextTick() => next.Task.WaitAsync(closing.Token);

    public void Dispose()
    {
        closing.Cancel();
        lock (gate)
            viewers.Clear();
        Count = 0;
    }

    /// <summary>The more viewers, the more seldom: what all of them cost together grows slowly.</summary>
    private async Task Tick()
    {
        while (!closing.IsCancellationRequested)
        {
            await Task.Delay(tick + Count * tickForEachViewer).ConfigureAwait(false);
            TaskCompletionSource ended = Interlocked.Exchange(ref next,
                new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            ended.SetResult();
        }

        next.TrySetCanceled();
    }
}
