using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>
/// The weights after the best epoch so far: of the least validation loss, or of the least training loss where there is no validation set.
/// </summary>
internal sealed class BestWeights(FitContext context)
{
    private ParameterSet? weights;
    private double loss = double.PositiveInfinity;
    private int epoch;

    /// <summary>Keeps the weights if they are the best.</summary>
    public void Consider()
    {
        double now = context.Metrics.TryGetValue("val_loss", out double validation) ? validation : context.Loss;
        if (!(now < loss))
            return;
        weights ??= context.Trainer.Program.ParameterSet.MakeAlike();
        context.Trainer.Session.BringWeightsTo(weights);
        (loss, epoch) = (now, context.Epoch);
    }

    /// <summary>What was best belongs to other weights.</summary>
    public void Forget() => loss = double.PositiveInfinity;

    /// <summary>Puts them back; the epoch that they are from, or null if there are none.</summary>
    public int? Restore()
    {
        if (weights is null || double.IsPositiveInfinity(loss))
            return null;
        context.Trainer.Session.ReplaceWeights(weights, forget: false);
        return epoch;
    }
}
