using System.ComponentModel;
using ModelCompiler.Runtime;

namespace ModelCompiler;

/// <summary>What every compiled model can do. Implemented by generated code.</summary>
/// <typeparam name="TSelf">The model itself.</typeparam>
public interface IModel<TSelf> where TSelf : class, IModel<TSelf>
{
    /// <summary>Floats of one sample's input.</summary>
    static abstract int InputSize { get; }

    /// <summary>Floats of one sample's output.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Trainable parameters.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Layer by layer: kind, shape, parameters, cost.</summary>
    static abstract ModelSummary Summary { get; }

    /// <summary>The weights, by name. Shared by instances made with <see cref="Share"/>.</summary>
    ParameterSet Parameters { get; }

    /// <summary>The most threads that a call uses. Default: the number of processors. Changes no result.</summary>
    int Threads { get; set; }

    /// <summary>The compiled kernels; for the runtime.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    CompiledProgram Program { get; }

    /// <summary>Predicts any number of samples.</summary>
    /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
    /// <param name="outputs">Room for exactly as many samples' outputs.</param>
    /// <exception cref="InputLengthException">A length that is not a whole number of samples, or outputs that do not fit.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>Predicts any number of samples into a new array.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    float[] Predict(ReadOnlySpan<float> inputs);

    /// <summary>Another instance over the same weights, so that two threads can predict at once.</summary>
    TSelf Share();

    /// <summary>Saves the weights; the extension says how (<c>.safetensors</c>).</summary>
    void Save(string path);

    /// <summary>Replaces the weights by a file's; a file that does not fit changes nothing.</summary>
    void Load(string path);
}

/// <summary>
/// A compiled model that was declared with <see cref="Precision.Int8Activations"/>: it predicts once it knows the ranges of its
/// activations. They are saved with the weights in <c>.safetensors</c> files, where a file without them leaves the model without, and
/// shared by instances made with <see cref="IModel{TSelf}.Share"/>.
/// </summary>
/// <typeparam name="TSelf">The model itself.</typeparam>
public interface ICalibratedModel<TSelf> : IModel<TSelf> where TSelf : class, ICalibratedModel<TSelf>
{
    /// <summary>Whether the ranges of all activations are known. Training leaves them as they are: calibrate behind it.</summary>
    bool IsCalibrated { get; }

    /// <summary>
    /// Widens the range of each quantized activation to the values that some samples give it: the least and the greatest, in single
    /// precision, and 0 in any case. Several calls count as one of all samples.
    /// </summary>
    /// <param name="inputs">Typical samples one after the other, row-major, channels last; some hundred are enough.</param>
    /// <exception cref="InputLengthException">A length that is not a whole number of samples, or none.</exception>
    /// <exception cref="ArgumentException">A sample that makes an activation infinite or no number; no range changes.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    void Calibrate(ReadOnlySpan<float> inputs);

    /// <summary>Forgets all ranges: those of other weights, or of samples that were not typical.</summary>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    void ResetCalibration();
}

/// <summary>A compiled model that was declared with a loss and can be trained.</summary>
/// <typeparam name="TSelf">The model itself.</typeparam>
public interface ITrainableModel<TSelf> : IModel<TSelf> where TSelf : class, ITrainableModel<TSelf>;
