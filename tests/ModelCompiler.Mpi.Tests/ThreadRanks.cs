using System.Runtime.InteropServices;
using ModelCompiler.Training;

namespace MpiTests;

/// <summary>Ranks that are threads of this process: what MPI does, without it.</summary>
internal sealed class ThreadRanks(int size)
{
    private readonly Barrier barrier = new(size);
    private readonly object?[] shared = new object?[size];

    /// <summary>Runs something on all ranks, and gives what came of each.</summary>
    public static T[] Run<T>(int size, Func<Communicator, T> work)
    {
        var ranks = new ThreadRanks(size);
        var results = new T[size];
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                results[rank] = work(new Member(ranks, rank));
            }
            catch (Exception exception)
            {
                failure ??= exception;
                ranks.barrier.RemoveParticipant();
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return failure is null ? results : throw new InvalidOperationException("A rank failed.", failure);
    }

    private sealed class Member(ThreadRanks ranks, int rank) : Communicator
    {
        public override int Rank => rank;

        public override int Size => ranks.shared.Length;

        public override int LocalRank => rank;

        public override int LocalSize => ranks.shared.Length;

        public override void Barrier() => ranks.barrier.SignalAndWait();

        public override void Exchange(ReadOnlySpan<float> from, ReadOnlySpan<FloatRange> sent, Span<float> to, ReadOnlySpan<FloatRange> received)
        {
            float[][] all = Share(Cut(from, sent));
            for (int other = 0; other < Size; other++)
                all[other * Size + rank].CopyTo(to.Slice(received[other].Start, received[other].Length));
            Barrier();
        }

        public override void Gather(Span<float> values, ReadOnlySpan<FloatRange> ranges)
        {
            float[][] all = Share<float[]>([values.Slice(ranges[rank].Start, ranges[rank].Length).ToArray()]);
            for (int other = 0; other < Size; other++)
                all[other].CopyTo(values[ranges[other].Start..ranges[other].End]);
            Barrier();
        }

        public override void Gather(ReadOnlySpan<byte> own, Span<byte> all)
        {
            byte[][] values = Share<byte[]>([own.ToArray()]);
            for (int other = 0; other < Size; other++)
                values[other].CopyTo(all[(other * own.Length)..]);
            Barrier();
        }

        public override void Sum(Span<float> values)
        {
            float[][] all = Share<float[]>([values.ToArray()]);
            values.Clear();
            foreach (float[] other in all)
            {
                for (int i = 0; i < values.Length; i++)
                    values[i] += other[i];
            }

            Barrier();
        }

        public override void Broadcast(Span<byte> values)
        {
            Share<byte[]>([values.ToArray()])[0].CopyTo(values);
            Barrier();
        }

        public override void Abort(string reason) => throw new InvalidOperationException(reason);

        private static float[][] Cut(ReadOnlySpan<float> from, ReadOnlySpan<FloatRange> ranges)
        {
            var pieces = new float[ranges.Length][];
            for (int i = 0; i < pieces.Length; i++)
                pieces[i] = from.Slice(ranges[i].Start, ranges[i].Length).ToArray();
            return pieces;
        }

        private T[] Share<T>(T[] own)
        {
            ranks.shared[rank] = own;
            Barrier();
            return [.. ranks.shared.SelectMany(values => (T[])values!)];
        }
    }
}
