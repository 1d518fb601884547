using ModelCompiler.Runtime;

namespace ModelCompiler;

/// <summary>Something that a model, its training or its data cannot do; the message names the thing, what was expected, what came, and
/// what to do.</summary>
public abstract class ModelException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A span whose length is not the whole number of samples that the model takes.</summary>
public sealed class InputLengthException : ModelException
{
    private InputLengthException(string message, long expected, long actual) : base(message) => (Expected, Actual) = (expected, actual);

    /// <summary>The length that would have fitted; for inputs, the length of one sample.</summary>
    public long Expected { get; }

    /// <summary>The length that came.</summary>
    public long Actual { get; }

    internal static InputLengthException ForInputs(ProgramLayout model, int actual) => new(
        $"'{model.ModelName}' takes inputs of {model.InputSize} floats per sample, but {actual} floats came, which is "
        + $"{Counted.Samples(actual / model.InputSize)} and {actual % model.InputSize} floats more. Pass a multiple of {model.InputSize}.",
        model.InputSize, actual);

    internal static InputLengthException ForOutputs(ProgramLayout model, int samples, int actual) => new(
        $"'{model.ModelName}' writes {model.OutputSize} floats per sample, {(long)samples * model.OutputSize} for "
        + $"{Counted.Samples(samples)}, but the output span "
        + $"has room for {actual}. Pass a span of exactly that length.", (long)samples * model.OutputSize, actual);

    internal static InputLengthException ForNamedOutput(ProgramLayout model, OutputLayout output, int samples, int actual) => new(
        $"'{model.ModelName}': '{output.Name}' has {output.Size} floats per sample, {(long)samples * output.Size} for "
        + $"{Counted.Samples(samples)}, but its span has room for {actual}. "
        + "Pass a span of exactly that length, or none if the value is not wanted.", (long)samples * output.Size, actual);

    internal static InputLengthException ForTargets(ProgramLayout model, int samples, int actual) => new(
        $"'{model.ModelName}' is trained with {model.OutputSize} target floats per sample, {(long)samples * model.OutputSize} for "
        + $"{Counted.Samples(samples)}, but "
        + $"{actual} came. Pass one target for each output, or whole-number class labels.", (long)samples * model.OutputSize, actual);

    internal static InputLengthException ForLabels(ProgramLayout model, int samples, int actual) => new(
        $"'{model.ModelName}' is trained with one class label per sample, but {Counted.Samples(samples)} came with {actual} labels.",
        samples, actual);

    internal static InputLengthException ForEmptyStep(ProgramLayout model) => new(
        $"'{model.ModelName}': a training or evaluation step takes at least one sample of {model.InputSize} floats, but none came.",
        model.InputSize, 0);

    internal static InputLengthException ForEmptySet(ProgramLayout model, string what) => new(
        $"'{model.ModelName}': {what} is empty. It needs at least one sample of {model.InputSize} floats; a part of a split is empty where "
            + "its fraction is 0 or 1.", model.InputSize, 0);

    internal static InputLengthException ForDataset(ProgramLayout model, string set, string what, int expected, int actual) => new(
        $"'{model.ModelName}' has {expected} {what} per sample, but {set} has {actual}. Load or reshape the data to fit the model.",
        expected, actual);
}

/// <summary>Two threads in one instance at once.</summary>
/// <param name="modelName">The model.</param>
/// <param name="fitting">Whether the other thread is inside a fit.</param>
public sealed class ModelInUseException(string modelName, bool fitting = false) : ModelException(fitting
    ? $"'{modelName}' is being fitted on another thread. To predict between steps, use a callback (FitOptions.Callbacks): it runs on the "
        + "fit's own thread. A Progress<T> handler does not, in a "
        + "console program: there it runs while the fit goes on. Or predict with another instance over the same weights, model.Share()."
    : $"This instance of '{modelName}' is already in use by another thread. Use one instance per thread: model.Share() makes another "
        + "over the same weights.");

/// <summary>A batch whose values do not fit into one buffer.</summary>
public sealed class BatchTooLargeException(string modelName, int batch, int largest) : ModelException(
    $"'{modelName}': a batch of {Counted.Samples(batch)} needs a buffer past 2^31 floats; the largest that fits has "
        + $"{largest}. Use smaller batches.")
{
    /// <summary>The batch that came.</summary>
    public int Batch { get; } = batch;

    /// <summary>The largest batch that fits.</summary>
    public int Largest { get; } = largest;
}

/// <summary>Predicting or evaluating a model with quantized activations before it knows their ranges.</summary>
public sealed class ModelNotCalibratedException(string modelName) : ModelException(
    $"'{modelName}' was declared with Precision.Int8Activations and needs the ranges of its activations before it predicts, but none "
    + "are there. Pass some hundred typical samples to Calibrate, behind training or loading, or load a .safetensors file "
    + "that was saved behind it.");

/// <summary>Training or evaluating a model that was declared without a loss.</summary>
public sealed class ModelHasNoLossException(string modelName) : ModelException(
    $"'{modelName}' was declared without a loss and can only predict. Add [Loss(...)] to its declaration to train or evaluate it.");

/// <summary>An output's name that the model was not declared with.</summary>
public sealed class OutputNotFoundException(string modelName, string name, IReadOnlyList<string> outputs) : ModelException(
    $"'{modelName}' names no output '{name}'. " + (outputs.Count == 0
        ? $"It names none: write [Output(\"{name}\")] on it."
        : $"Its outputs are {string.Join(", ", outputs)}; others are made by [Output(\"{name}\")]."))
{
    /// <summary>The name that was asked for.</summary>
    public string Name { get; } = name;
}

/// <summary>A tensor name that the model does not have.</summary>
public sealed class ParameterNotFoundException(string modelName, string name, IReadOnlyList<string> nearest) : ModelException(
    nearest.Count == 0
        ? $"'{modelName}' has no parameters, so none is called '{name}'."
        : $"'{modelName}' has no parameter called '{name}'. The nearest are: {string.Join(", ", nearest)}.")
{
    /// <summary>The name that was asked for.</summary>
    public string Name { get; } = name;
}
