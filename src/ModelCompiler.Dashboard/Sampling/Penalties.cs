namespace ModelCompiler.Dashboard;

/// <summary>The part of the loss that comes from L1 and L2 penalties alone, from the weights as they are.</summary>
internal sealed class Penalties
{
    private readonly (string Tensor, float L1, float L2)[] terms;

    public Penalties(ModelArchitecture architecture) => terms =
    [
        .. architecture.Nodes.Where(n => n.Parameter("kernel") is not null).Select(n => (n.Parameter("kernel")!, n.Real("l1", 0), n.Real("l2", 0))).Where(t => t.Item2 != 0 || t.Item3 != 0),
    ];

    /// <summary>Whether the network has any.</summary>
    public bool Any => terms.Length > 0;

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

        return sum;
    }
}
