using System.Runtime.ExceptionServices;

namespace ModelCompiler.Data;

/// <summary>Fills buffers on a thread of its own, a few batches before they are asked for. Batches come in the same order and with the same
/// bits as without it.</summary>
internal sealed class ReadAhead : IDisposable
{
    private readonly object gate = new();
    private readonly BatchFiller filler;
    private readonly Queue<BatchBuffer> free;
    private readonly Queue<BatchBuffer> ready;
    private readonly Thread thread;
    private (int Seed, int Round, bool Shuffle, long FirstSample) request;
    private long requests;
    private long started;
    private ExceptionDispatchInfo? failure;
    private BatchBuffer? current;
    private bool epochOver = true;
    private bool stopped;

    public ReadAhead(BatchFiller filler, int batches)
    {
        this.filler = filler;
        (free, ready) = (new Queue<BatchBuffer>(batches + 1), new Queue<BatchBuffer>(batches + 1));
        // One more than are read ahead: the one in use.
        for (int i = 0; i <= batches; i++)
            free.Enqueue(filler.NewBuffer());
        thread = new Thread(Run) { IsBackground = true, Name = "ModelCompiler read-ahead" };
        thread.Start();
    }

    /// <summary>Begins to read an epoch, whatever is still being read of another.</summary>
    public void Begin(int seed, int round, bool shuffle, long firstSample)
    {
        lock (gate)
        {
            request = (seed, round, shuffle, firstSample);
            requests++;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>The next batch, valid until the next call; null where the epoch is over.</summary>
    public BatchBuffer? Next()
    {
        lock (gate)
        {
            Recycle();
            while (started < requests || (ready.Count == 0 && !epochOver))
                Monitor.Wait(gate);
            if (ready.TryDequeue(out current))
                return current;
            failure?.Throw();
            return null;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }

        thread.Join();
        filler.Dispose();
    }

    private void Recycle()
    {
        if (current is not null)
            free.Enqueue(current);
        current = null;
        Monitor.PulseAll(gate);
    }

    private void Run()
    {
        while (WaitForWork(out BatchBuffer? buffer))
        {
            bool filled = false;
            long epoch = 0;
            ExceptionDispatchInfo? caught = null;
            try
            {
                filled = buffer is null ? StartEpoch(out epoch) : filler.Fill(buffer);
            }
            catch (Exception exception)
            {
                // It belongs to the thread that asks for the batch.
                caught = ExceptionDispatchInfo.Capture(exception);
            }

            Deliver(buffer, filled, epoch, caught);
        }
    }

    /// <summary>Waits for an epoch to start, which comes without a buffer, or for a buffer to fill; false to end.</summary>
    private bool WaitForWork(out BatchBuffer? buffer)
    {
        buffer = null;
        lock (gate)
        {
            while (!stopped && started == requests && (epochOver || free.Count == 0))
                Monitor.Wait(gate);
            if (!stopped && started == requests)
                buffer = free.Dequeue();
            return !stopped;
        }
    }

    private bool StartEpoch(out long epoch)
    {
        (int seed, int round, bool shuffle, long firstSample) asked;
        lock (gate)
        {
            asked = request;
            epoch = requests;
            while (ready.TryDequeue(out BatchBuffer? old))
                free.Enqueue(old);
        }

        filler.Start(asked.seed, asked.round, asked.shuffle, asked.firstSample);
        return true;
    }

    private void Deliver(BatchBuffer? buffer, bool filled, long epoch, ExceptionDispatchInfo? caught)
    {
        lock (gate)
        {
            failure = caught;
            epochOver = caught is not null || !filled;
            // Another epoch may have been asked for meanwhile.
            if (buffer is null)
                started = epoch;
            else
                (filled && started == requests ? ready : free).Enqueue(buffer);
            Monitor.PulseAll(gate);
        }
    }
}
