using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>A launch with those variants of its kernel that were asked for so far.</summary>
internal sealed class PreparedLaunch : IDisposable
{
    private readonly KernelChooser chooser;
    private readonly DeviceLaunch launch;
    private readonly PreparedStep[]?[] variants;
    private readonly ProfileEntry[]?[] profiles;

    public PreparedLaunch(KernelChooser chooser, DeviceLaunch launch)
    {
        (this.chooser, this.launch) = (chooser, launch);
        Kernel = chooser.Program.Kernels[launch.Kernel];
        variants = new PreparedStep[]?[Kernel.Variants.Length];
        profiles = new ProfileEntry[]?[Kernel.Variants.Length];
    }

    public DeviceKernel Kernel { get; }

    public int KernelNumber => launch.Kernel;

    /// <summary>A variant's steps, built when first asked for.</summary>
    /// <exception cref="OpenCLBuildException">The device's compiler refused one.</exception>
    public PreparedStep[] Steps(int variant) => variants[variant] ?? Prepare(variant);

    /// <summary>Puts a variant's steps into the queue.</summary>
    public void Enqueue(int variant, int batch, uint dropoutSeed)
    {
        PreparedStep[] steps = Steps(variant);
        chooser.EnsureScratch(Kernel.Variants[variant].Scratch.At(batch));
        for (int s = 0; s < steps.Length; s++)
        {
            steps[s].Prepare(chooser.Buffers, batch);
            nint @event = steps[s].Enqueue(dropoutSeed, chooser.LossScale);
            if (@event != 0)
                chooser.Profile.Note(@event, profiles[variant]![s], s == 0 ? launch.Work.At(batch) : 0);
        }
    }

    public void Dispose()
    {
        foreach (PreparedStep[]? steps in variants)
        {
            foreach (PreparedStep step in steps ?? [])
                step.Dispose();
        }
    }

    /// <summary>Apart, since what its lambda captures is allocated on entry.</summary>
    private PreparedStep[] Prepare(int variant)
    {
        KernelVariant chosen = Kernel.Variants[variant];
        var steps = new List<PreparedStep>();
        try
        {
            foreach (KernelStep step in chosen.Steps)
                steps.Add(new PreparedStep(chooser.Context, chooser.Build(step), step, Arguments(step)));
        }
        catch
        {
            steps.ForEach(s => s.Dispose());
            throw;
        }

        profiles[variant] = chooser.Context.Profiling
            ? [.. steps.Select(s => chooser.Profile.Add(launch.Name, chosen.Label, s.Name))]
            : [];
        return variants[variant] = [.. steps];
    }

    private DeviceArgument[] Arguments(KernelStep step) => step.Buffers is null
        ? launch.Arguments
        : [.. step.Buffers.Select(b => b == KernelStep.Scratch ? new DeviceArgument(BufferTable.Scratch, default) : launch.Arguments[b])];
}
