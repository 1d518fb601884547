namespace ModelCompiler.Training;

/// <summary>How the gradients of several ranks are added up.</summary>
public enum GradientReduction
{
    /// <summary>
    /// In one order that the parts of the batch decide (<see cref="TrainerOptions.BatchParts"/>), not the ranks: any number of ranks ends
    /// with the same weights, to the last bit.
    /// </summary>
    FixedOrder,

    /// <summary>
    /// Each rank takes its share of the batch as one part, and the library's allreduce adds them up. Kernels see larger batches and fewer
    /// bytes travel where ranks do not divide the parts evenly. It gives up that weights are the same for another number of ranks, or
    /// another version of the library; ranks among themselves stay equal.
    /// </summary>
    Fastest,
}
