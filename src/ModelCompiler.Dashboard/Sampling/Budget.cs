using System.Diagnostics;

namespace ModelCompiler.Dashboard;

/// <summary>
/// Keeps what looking costs within a share of the time: after a look that took t, the next one waits t / share. What viewers' threads spend
/// on writing it down counts, too.
/// </summary>
internal sealed class Budget(double share)
{
    private long owed;
    private long ready;
    private long started = Stopwatch.GetTimestamp();
    private long total;

    /// <summary>Whether a look is due and paid for.</summary>
    public bool Allows(long now) => now >= ready && now >= Interlocked.Read(ref owed);

    /// <summary>Notes what was spent, on whatever thread.</summary>
    /// <param name="ticks">Stopwatch ticks.</param>
    public void Spend(long ticks)
    {
        long wait = (long)(ticks / share);
        long now = Stopwatch.GetTimestamp();
        long before = Interlocked.Read(ref owed);
        Interlocked.Exchange(ref owed, Math.Max(before, now) + wait);
        Interlocked.Add(ref total, ticks);
    }

    /// <summary>Lets the next look begin no sooner than after <paramref name="pause"/>.</summary>
    public void Rest(TimeSpan pause) => ready = Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency);

    /// <summary>
    /// The share of the time that was spent lately, over ten seconds or so: a look is paid for by the time after it, so shorter spans say
    /// little.
    /// </summary>
    public double Share()
    {
        long now = Stopwatch.GetTimestamp();
        long span = now - started;
        double share = (double)Interlocked.Read(ref total) / Math.Max(1, span);
        if (span > 20 * Stopwatch.Frequency)
        {
            // Half of it is forgotten.
            Interlocked.Add(ref total, -Interlocked.Read(ref total) / 2);
            started += span / 2;
        }

        return share;
    }
}
