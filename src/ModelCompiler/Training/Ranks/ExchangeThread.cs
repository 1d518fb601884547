using System.Runtime.ExceptionServices;

namespace ModelCompiler.Training;

/// <summary>
/// Runs the same work once for each step on a thread of its own. The thread ends when no step has come for a while, so that a forgotten
/// trainer holds none.
/// </summary>
internal sealed class ExchangeThread(Action<ExchangeThread> work)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim begin = new(0), end = new(0);
    private ExceptionDispatchInfo? failure;
    private bool runs;

    /// <summary>Whether nobody waits for the work any more.</summary>
    public volatile bool IsAbandoned;

    /// <summary>Begins the work.</summary>
    public void Begin()
    {
        lock (gate)
        {
            begin.Release();
            if (runs)
                return;
            runs = true;
            new Thread(Run) { IsBackground = true, Name = "ModelCompiler exchange" }.Start();
        }
    }

    /// <summary>Waits for it, and throws what it threw.</summary>
    public void Join()
    {
        end.Wait();
        (ExceptionDispatchInfo? thrown, failure) = (failure, null);
        thrown?.Throw();
    }

    private void Run()
    {
        while (Continues())
        {
            try
            {
                work(this);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            end.Release();
        }
    }

    private bool Continues()
    {
        if (begin.Wait(patience))
            return true;
        lock (gate)
        {
            // A step may have begun since.
            if (begin.Wait(0))
                return true;
            return runs = false;
        }
    }
}
