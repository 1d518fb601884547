namespace ModelCompiler.Training;

/// <summary>All callbacks of a fit, in order.</summary>
internal sealed class CallbackList(IReadOnlyList<ICallback> callbacks, FitContext context)
{
    private readonly ICallback[] callbacks = [.. callbacks];
    private int begun;

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
