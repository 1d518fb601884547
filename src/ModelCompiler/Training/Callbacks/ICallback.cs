namespace ModelCompiler.Training;

/// <summary>
/// Told of what a fit does. Every method is optional and runs on the thread that called <see cref="Trainer{T}.Fit"/>, between steps: it may
/// predict with the model, read weights and gradients, change the learning rate, ask for an end (<see cref="FitContext.Stop"/>), or wait,
/// which pauses the fit.
/// </summary>
/// <remarks>
/// Callbacks are called in the order in which <see cref="FitOptions.Callbacks"/> lists them. An exception of a callback ends the fit and
/// reaches the caller of <see cref="Trainer{T}.Fit"/>; <see cref="FitEnd"/> is called all the same.
/// </remarks>
public interface ICallback
{
    /// <summary>Before the first epoch, after a checkpoint was resumed from if there was one.</summary>
    /// <param name="context">The fit; the same object in every call.</param>
    void FitBegin(FitContext context)
    {
    }

    /// <summary>Before an epoch's first step.</summary>
    /// <param name="context">The fit.</param>
    void EpochBegin(FitContext context)
    {
    }

    /// <summary>
    /// Before a step. <see cref="FitContext.Batch"/> and <see cref="FitContext.BatchSize"/> are those of the step to come.
    /// </summary>
    /// <param name="context">The fit.</param>
    void BatchBegin(FitContext context)
    {
    }

    /// <summary>After a step, with its loss and gradients.</summary>
    /// <param name="context">The fit.</param>
    void BatchEnd(FitContext context)
    {
    }

    /// <summary>After an epoch and its validation, with all metrics; <see cref="FitContext.History"/> has the epoch already. Not called for
    /// an epoch that was stopped or cancelled before its end.</summary>
    /// <param name="context">The fit.</param>
    void EpochEnd(FitContext context)
    {
    }

    /// <summary>At the end, however it came: after the last epoch, a stop, a cancellation, or an exception, which
    /// <see cref="FitContext.Exception"/> then holds.</summary>
    /// <param name="context">The fit.</param>
    void FitEnd(FitContext context)
    {
    }
}
