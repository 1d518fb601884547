using ModelCompiler.Training;

namespace ModelCompiler.Dashboard;

/// <summary>
/// What regularization adds to the loss, from the weights as they are: declared L1 and L2 penalties, which are a part of the training loss,
/// and a weight decay that is coupled to the gradient, which is one of λ/2 that the loss does not show.
/// </summary>
internal sealed class Penalties
{
    private readonly (string Tensor, float L1, float L2)[] terms;
    private readonly Optimizer optimizer;

    public Penalties(ModelArchitecture architecture, Optimizer optimizer)
    {
        this.optimizer = optimizer;
        terms =
        [
            .. architecture.Nodes.Where(n => n.Parameter("kernel") is not null)
                .Select(n => (n.Parameter("kernel")!, n.Real("l1", 0), n.Real("l2", 0))).Where(t => t.Item2 != 0 || t.Item3 != 0),
        ];
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => terms.Length > 0 || DecayIsCoupled;

    private bool DecayIsCoupled => optimizer.WeightDecay != 0 && optimizer.WeightDecayForm == WeightDecayForm.Coupled;

    public double Of(ParameterSet parameters)
    {
        double sum = 0;
        foreach ((string tensor, float l1, float l2) in terms)
        {
            double absolute = 0, squares = 0;
            foreach (float weight in parameters[tensor].Values)
            {
                absolute += Math.Abs(weight);
                squares += (double)weight * weight;
            }

            sum += l1 * absolute + l2 * squares;
        }

        if (!DecayIsCoupled)
            return sum;
        foreach (ParameterTensor tensor in parameters)
        {
            if (!tensor.Trainable || optimizer.ExcludeFromWeightDecay.Any(part => tensor.Name.Contains(part, StringComparison.Ordinal)))
                continue;
            double squares = 0;
            foreach (float weight in tensor.Values)
                squares += (double)weight * weight;
            sum += optimizer.WeightDecay / 2 * squares;
        }

        return sum;
    }
}
