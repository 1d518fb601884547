namespace ModelCompiler.Training;

/// <summary>
/// The processes that train one model together, ranks 0 to <see cref="Size"/> - 1, and how they exchange numbers. <c>ModelCompiler.Mpi</c>
/// has one over MPI, <c>Mpi.World</c>. All ranks call the same methods in the same order, each on one thread at a time, which need not
/// always be the same.
/// </summary>
public abstract class Communicator
{
    /// <summary>A process by itself: rank 0 of 1.</summary>
    public static Communicator Alone { get; } = new LoneCommunicator();

    /// <summary>This process, from 0.</summary>
    public abstract int Rank { get; }

    /// <summary>How many there are.</summary>
    public abstract int Size { get; }

    /// <summary>This process among those of its machine, from 0: the device that it takes.</summary>
    public abstract int LocalRank { get; }

    /// <summary>Processes on this machine.</summary>
    public abstract int LocalSize { get; }

    /// <summary>
    /// Processors that this process has for itself: what threads it takes by default. A launcher may have bound each process to its own; if
    /// it has not, they share.
    /// </summary>
    public virtual int ProcessorsOfThisRank => Math.Max(1, Environment.ProcessorCount / LocalSize);

    /// <summary>
    /// Whether gradients may travel on a thread of their own while this process computes; calls are made by one thread at a time all the
    /// same.
    /// </summary>
    public virtual bool AllowsOtherThreads => true;

    /// <summary>How to call this process in messages: <c>rank 1 of 4 on node7</c>.</summary>
    public virtual string Name => Size == 1 ? "the only rank" : $"rank {Rank} of {Size} on {Environment.MachineName}";

    /// <summary>Waits until all ranks are here.</summary>
    public abstract void Barrier();

    /// <summary>Sends each rank its own floats, and receives from each.</summary>
    /// <param name="from">What is sent.</param>
    /// <param name="sent">Where in <paramref name="from"/> each rank's floats lie; none for this one.</param>
    /// <param name="to">What is received.</param>
    /// <param name="received">Where in <paramref name="to"/> each rank's floats go, as many as that rank sends; none for this one.</param>
    public abstract void Exchange(ReadOnlySpan<float> from, ReadOnlySpan<FloatRange> sent, Span<float> to,
        ReadOnlySpan<FloatRange> received);

    /// <summary>Gives all ranks what each has, in place.</summary>
    /// <param name="values">This rank's floats are set; those of the others are filled in.</param>
    /// <param name="ranges">Where each rank's floats lie, the same on all.</param>
    public abstract void Gather(Span<float> values, ReadOnlySpan<FloatRange> ranges);

    /// <summary>Gives all ranks a few bytes of each.</summary>
    /// <param name="own">This rank's; as many on all.</param>
    /// <param name="all">Those of all, in the order of ranks.</param>
    public abstract void Gather(ReadOnlySpan<byte> own, Span<byte> all);

    /// <summary>Adds up the floats of all ranks, in an order of the library's choice, which may differ with the number of ranks.</summary>
    /// <param name="values">This rank's terms, then the sums.</param>
    public abstract void Sum(Span<float> values);

    /// <summary>Gives all ranks the bytes of rank 0.</summary>
    /// <param name="values">As long on all.</param>
    public abstract void Broadcast(Span<byte> values);

    /// <summary>Ends all ranks at once, because this one cannot go on. Over MPI it does not return.</summary>
    /// <param name="reason">Why; it is printed with the rank.</param>
    public abstract void Abort(string reason);
}

/// <summary>Neighbouring floats.</summary>
/// <param name="Start">The first.</param>
/// <param name="Length">How many.</param>
public readonly record struct FloatRange(int Start, int Length)
{
    /// <summary>One after the last.</summary>
    public int End => Start + Length;
}
