namespace ModelCompiler.Training;

/// <summary>
/// A callback that is called on every rank of a <see cref="Communicator"/>, because it changes weights, or does something that all must do
/// together. Others are called on rank 0 alone, which speaks for all: the learning rate, an end and the size of batches that they ask for
/// hold everywhere. Metrics, weights and gradients are equal on all ranks, to the last bit.
/// </summary>
public interface ICallbackOnEveryRank : ICallback;
