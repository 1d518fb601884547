using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>Launches that run one after the other on one batch. Nothing is allocated once a batch size was seen.</summary>
internal sealed class LaunchSequence : IDisposable
{
    private readonly KernelChooser chooser;
    private readonly PreparedLaunch[] launches;
    private readonly int[] variants;
    private int chosenBatch = -1;

    public LaunchSequence(KernelChooser chooser, IReadOnlyList<DeviceLaunch> launches)
    {
        this.chooser = chooser;
        this.launches = [.. launches.Select(l => new PreparedLaunch(chooser, l))];
        variants = new int[launches.Count];
    }

    /// <summary>
    /// Puts all kernels into the queue. The first time at a batch size, kernels that can be done in several ways are tried.
    /// </summary>
    /// <param name="batch">Samples of the run.</param>
    /// <param name="dropoutSeed">Another one for each training step.</param>
    /// <param name="enqueued">Told of each launch's place, after it.</param>
    public void Enqueue(int batch, uint dropoutSeed, Action<int>? enqueued = null)
    {
        bool choose = batch != chosenBatch;
        if (chosenBatch < 0)
            chooser.Prepare(launches);
        for (int i = 0; i < launches.Length; i++)
        {
            // In order: what a kernel is tried on was computed by those before.
            if (choose)
                variants[i] = chooser.Choose(launches[i], batch, dropoutSeed);
            launches[i].Enqueue(variants[i], batch, dropoutSeed);
            enqueued?.Invoke(i);
        }

        chosenBatch = batch;
    }

    public void Dispose()
    {
        foreach (PreparedLaunch launch in launches)
            launch.Dispose();
    }
}
