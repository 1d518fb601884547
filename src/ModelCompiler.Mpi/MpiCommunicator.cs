using System.Text;
using ModelCompiler.Training;

namespace ModelCompiler.Mpi;

/// <summary>All processes of <c>MPI_COMM_WORLD</c>.</summary>
internal sealed unsafe class MpiCommunicator : Communicator
{
    private const int PlaceBytes = 128;

    private readonly MpiLibrary mpi;
    private readonly int[] sendCounts, sendStarts, receiveCounts, receiveStarts;

    /// <param name="mpi">The library, which has begun.</param>
    /// <param name="allowsOtherThreads">Whether it lets several threads call, one at a time.</param>
    public MpiCommunicator(MpiLibrary mpi, bool allowsOtherThreads)
    {
        (this.mpi, AllowsOtherThreads) = (mpi, allowsOtherThreads);
        int rank = 0, size = 0;
        mpi.Check(mpi.SetErrorHandler(mpi.Handles.World, mpi.Handles.ErrorsReturn), "MPI_Comm_set_errhandler");
        mpi.Check(mpi.Rank(mpi.Handles.World, &rank), "MPI_Comm_rank");
        mpi.Check(mpi.Size(mpi.Handles.World, &size), "MPI_Comm_size");
        (Rank, Size) = (rank, size);
        MpiLauncher.Check(mpi.IsOpenMpi, size);
        (sendCounts, sendStarts, receiveCounts, receiveStarts) = (new int[size], new int[size], new int[size], new int[size]);
        (LocalRank, LocalSize) = Count(MachinePlace.Machine);
        (_, ProcessorSharers) = Count(MachinePlace.Machine + " " + MachinePlace.Processors);
    }

    public override int Rank { get; }

    public override int Size { get; }

    public override int LocalRank { get; }

    public override int LocalSize { get; }

    /// <summary>Ranks that run on the same processors as this one, itself included.</summary>
    public int ProcessorSharers { get; }

    public override bool AllowsOtherThreads { get; }

    public override int ProcessorsOfThisRank => Math.Max(1, Environment.ProcessorCount / ProcessorSharers);

    public override void Barrier() => mpi.Check(mpi.Barrier(mpi.Handles.World), "MPI_Barrier");

    public override void Exchange(ReadOnlySpan<float> from, ReadOnlySpan<FloatRange> sent, Span<float> to,
        ReadOnlySpan<FloatRange> received)
    {
        Spread(sent, sendCounts, sendStarts);
        Spread(received, receiveCounts, receiveStarts);
        fixed (float* source = from, destination = to)
        fixed (int* counts = sendCounts, starts = sendStarts, toCounts = receiveCounts, toStarts = receiveStarts)
        {
            mpi.Check(
                mpi.AllToAllV(source, counts, starts, mpi.Handles.Float, destination, toCounts, toStarts, mpi.Handles.Float,
                    mpi.Handles.World), "MPI_Alltoallv");
        }
    }

    public override void Gather(Span<float> values, ReadOnlySpan<FloatRange> ranges)
    {
        Spread(ranges, receiveCounts, receiveStarts);
        fixed (float* floats = values)
        fixed (int* counts = receiveCounts, starts = receiveStarts)
            mpi.Check(mpi.AllGatherV((void*)mpi.Handles.InPlace, 0, mpi.Handles.Float, floats, counts, starts, mpi.Handles.Float,
                mpi.Handles.World), "MPI_Allgatherv");
    }

    public override void Gather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        fixed (byte* source = own, destination = all)
            mpi.Check(mpi.AllGather(source, own.Length, mpi.Handles.Byte, destination, own.Length, mpi.Handles.Byte, mpi.Handles.World),
                "MPI_Allgather");
    }

    public override void Sum(Span<float> values)
    {
        fixed (float* floats = values)
            mpi.Check(
                mpi.AllReduce((void*)mpi.Handles.InPlace, floats, values.Length, mpi.Handles.Float, mpi.Handles.Sum, mpi.Handles.World),
                "MPI_Allreduce");
    }

    public override void Broadcast(Span<byte> values)
    {
        fixed (byte* bytes = values)
            mpi.Check(mpi.Broadcast(bytes, values.Length, mpi.Handles.Byte, 0, mpi.Handles.World), "MPI_Bcast");
    }

    public override void Abort(string reason)
    {
        Console.Error.WriteLine($"{Name}: {reason}");
        Console.Error.Flush();
        _ = mpi.AbortAll(mpi.Handles.World, 1);
        Environment.FailFast($"{Name}: MPI_Abort returned.");
    }

    private static void Spread(ReadOnlySpan<FloatRange> ranges, int[] counts, int[] starts)
    {
        for (int rank = 0; rank < counts.Length; rank++)
            (counts[rank], starts[rank]) = (ranges[rank].Length, ranges[rank].Start);
    }

    /// <summary>This rank's number among those at the same place, and how many those are.</summary>
    private (int Before, int All) Count(string place)
    {
        Span<byte> own = stackalloc byte[PlaceBytes];
        own.Clear();
        Encoding.UTF8.GetEncoder().Convert(place, own, flush: true, out _, out _, out _);
        var all = new byte[PlaceBytes * Size];
        Gather(own, all);
        int before = 0, count = 0;
        for (int rank = 0; rank < Size; rank++)
        {
            bool same = own.SequenceEqual(all.AsSpan(rank * PlaceBytes, PlaceBytes));
            before += same && rank < Rank ? 1 : 0;
            count += same ? 1 : 0;
        }

        return (before, count);
    }
}
