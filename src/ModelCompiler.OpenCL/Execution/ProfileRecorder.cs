using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL;

/// <summary>Adds up how long kernels ran, from the events of their launches.</summary>
internal sealed unsafe class ProfileRecorder(DeviceContext context)
{
    private readonly List<(nint Event, ProfileEntry Entry, long Work)> pending = [];
    private readonly List<ProfileEntry> entries = [];

    public IReadOnlyList<ProfileEntry> Entries => entries;

    /// <summary>A line of the profile.</summary>
    public ProfileEntry Add(string launch, string variant, string kernel)
    {
        var entry = new ProfileEntry(launch, variant, kernel);
        entries.Add(entry);
        return entry;
    }

    /// <summary>Notes a launch; its times are read once it is done.</summary>
    public void Note(nint @event, ProfileEntry entry, long work)
    {
        if (@event != 0)
            pending.Add((@event, entry, work));
    }

    /// <summary>Reads the times of what was noted, all of which must be done, and releases the events.</summary>
    public void Collect()
    {
        foreach ((nint noted, ProfileEntry entry, long work) in pending)
        {
            if (Time(noted, ProfilingInfo.Start) is { } start && Time(noted, ProfilingInfo.End) is { } end)
                entry.Add(end - start, work);
        }

        Discard();
    }

    /// <summary>Releases the events of what was noted: trials are not part of a profile.</summary>
    public void Discard()
    {
        foreach ((nint noted, _, _) in pending)
            context.Cl.ReleaseEvent(noted);
        pending.Clear();
    }

    private long? Time(nint @event, ProfilingInfo which)
    {
        ulong nanoseconds;
        int code = context.Cl.GetEventProfilingInfo(@event, which, sizeof(ulong), &nanoseconds, null);
        return code == (int)ErrorCodes.Success ? (long)nanoseconds : null;
    }
}

/// <summary>One kernel's time so far.</summary>
internal sealed class ProfileEntry(string launch, string variant, string kernel)
{
    private long launches;
    private long nanoseconds;
    private long multiplyAdds;

    public void Add(long time, long work)
    {
        launches++;
        nanoseconds += time;
        multiplyAdds += work;
    }

    public KernelTime ToTime() => new(launch, variant, kernel, launches, nanoseconds / 1e6, multiplyAdds);
}
