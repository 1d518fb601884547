using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>All callbacks of a fit, in order.</summary>
/// <param name="callbacks">As the options list them.</param>
/// <param name="context">What they are told.</param>
/// <param name="ranks">
/// The ranks that train together; null for a process by itself. Rank 0 has all callbacks, the others those that say so.
/// </param>
internal sealed class CallbackList(IReadOnlyList<ICallback> callbacks, FitContext context, PartedRunner? ranks = null)
{
    private readonly ICallback[] callbacks = [.. callbacks.Where(c => c is not IRunsLast), .. callbacks.Where(c => c is IRunsLast)];
    private int begun;

    /// <summary>
    /// Those that remember something, with the names under which checkpoints keep it: the second of a name has <c>_2</c> after it.
    /// </summary>
    public IEnumerable<(string Name, IStatefulCallback Callback)> Stateful
    {
        get
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (IStatefulCallback callback in callbacks.OfType<IStatefulCallback>())
            {
                int number = seen[callback.StateName] = seen.GetValueOrDefault(callback.StateName) + 1;
                yield return (
                    number == 1 ? callback.StateName : string.Create(CultureInfo.InvariantCulture, $"{callback.StateName}_{number}"),
                    callback);
            }
        }
    }

    public void FitBegin()
    {
        foreach (ICallback callback in callbacks)
        {
            begun++;
            if (Begin(callback))
                callback.FitBegin(context);
        }

        End();
    }

    public void EpochBegin()
    {
        foreach (ICallback callback in callbacks)
        {
            if (Begin(callback))
                callback.EpochBegin(context);
        }

        End();
    }

    public void BatchBegin()
    {
        foreach (ICallback callback in callbacks)
        {
            if (Begin(callback))
                callback.BatchBegin(context);
        }

        End();
    }

    public void BatchEnd()
    {
        foreach (ICallback callback in callbacks)
        {
            if (Begin(callback))
                callback.BatchEnd(context);
        }

        End();
    }

    public void EpochEnd()
    {
        foreach (ICallback callback in callbacks)
        {
            if (Begin(callback))
                callback.EpochEnd(context);
        }

        End();
    }

    /// <summary>Tells all whose <see cref="FitBegin"/> was called, even if one of them throws.</summary>
    /// <returns>The first exception that one threw.</returns>
    public Exception? FitEnd()
    {
        Exception? first = null;
        for (int i = 0; i < begun; i++)
        {
            try
            {
                if (Begin(callbacks[i]))
                    callbacks[i].FitEnd(context);
            }
            catch (Exception exception)
            {
                first ??= exception;
            }
        }

        End();
        return first;
    }

    /// <summary>Whether a callback is called here. If it is not on the other ranks, this one acts alone meanwhile.</summary>
    private bool Begin(ICallback callback)
    {
        if (ranks is null)
            return true;
        bool everywhere = callback is ICallbackOnEveryRank;
        ranks.ActsAlone = !everywhere;
        return everywhere || ranks.Ranks.Rank == 0;
    }

    private void End()
    {
        if (ranks is not null)
            ranks.ActsAlone = false;
    }
}

/// <summary>A callback that must see what all others did, such as one that saves their state.</summary>
internal interface IRunsLast;

/// <summary>A callback that watches only: ranks need not agree on anything after it.</summary>
internal interface INeverSteers;
