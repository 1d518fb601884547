using System.Globalization;

namespace ModelCompiler.Training;

/// <summary>All callbacks of a fit, in order.</summary>
/// <param name="callbacks">As the options list them.</param>
/// <param name="context">What they are told.</param>
internal sealed class CallbackList(IReadOnlyList<ICallback> callbacks, FitContext context)
{
    private readonly ICallback[] callbacks = [.. callbacks.Where(c => c is not IRunsLast), .. callbacks.Where(c => c is IRunsLast)];
    private int begun;

    /// <summary>Those that remember something, with the names under which checkpoints keep it: the second of a name has <c>_2</c> after it.</summary>
    public IEnumerable<(string Name, IStatefulCallback Callback)> Stateful
    {
        get
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (IStatefulCallback callback in callbacks.OfType<IStatefulCallback>())
            {
                int number = seen[callback.StateName] = seen.GetValueOrDefault(callback.StateName) + 1;
                yield return (number == 1 ? callback.StateName : string.Create(CultureInfo.InvariantCulture, $"{callback.StateName}_{number}"), callback);
            }
        }
    }

    public void FitBegin()
    {
        foreach (ICallback callback in callbacks)
        {
            begun++;
            callback.FitBegin(context);
        }
    }

    public void EpochBegin()
    {
        foreach (ICallback callback in callbacks)
            callback.EpochBegin(context);
    }

    public void BatchBegin()
    {
        foreach (ICallback callback in callbacks)
            callback.BatchBegin(context);
    }

    public void BatchEnd()
    {
        foreach (ICallback callback in callbacks)
            callback.BatchEnd(context);
    }

    public void EpochEnd()
    {
        foreach (ICallback callback in callbacks)
            callback.EpochEnd(context);
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
                callbacks[i].FitEnd(context);
            }
            catch (Exception exception)
            {
                first ??= exception;
            }
        }

        return first;
    }
}

/// <summary>A callback that must see what all others did, such as one that saves their state.</summary>
internal interface IRunsLast;
