namespace ModelCompiler.Training;

/// <summary>A model whose weights and kernels are on a device. A <see cref="Trainer{T}"/> trains it there.</summary>
/// <typeparam name="T">The model.</typeparam>
public interface IDeviceModel<T> where T : class, IModel<T>
{
    /// <summary>The model that was brought to the device. Its own weights change only when they are copied back.</summary>
    T Model { get; }

    /// <summary>Prepares the device for training steps.</summary>
    internal IStepRunner CreateRunner(Optimizer optimizer);
}
