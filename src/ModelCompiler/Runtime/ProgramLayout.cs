using System.ComponentModel;

namespace ModelCompiler.Runtime;

/// <summary>What generated code tells the runtime about a model: its sizes and where values lie.</summary>
/// <param name="ModelName">The class's name, for messages and files.</param>
/// <param name="InputSize">Floats of one sample's input.</param>
/// <param name="OutputSize">Floats of one sample's output.</param>
/// <param name="Inference">Where a prediction's values lie; with a loss, the target and the losses too.</param>
/// <param name="Training">Where a training step's values lie, or null for a model that only predicts.</param>
/// <param name="ArchitectureHash">A hash of the declaration; weights saved by another architecture are refused.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProgramLayout(
    string ModelName, int InputSize, int OutputSize, ArenaLayout Inference, ArenaLayout? Training, string ArchitectureHash)
{
    /// <summary>Whether the model has a way of its own for one sample, <see cref="CompiledProgram.InferOneSample"/>.</summary>
    public bool PredictsAlone { get; init; }

    /// <summary>Floats that each thread has for itself while it runs an item.</summary>
    public int ScratchFloats { get; init; }

    /// <summary>
    /// The hash that earlier versions of the compiler gave the same declaration: files that carry such a one are held to it. Empty if
    /// unknown.
    /// </summary>
    public string EarlierHash { get; init; } = "";

    /// <summary>The values that <see cref="OutputAttribute"/> names.</summary>
    public OutputLayout[] Outputs { get; init; } = [];

    /// <summary>
    /// In which pieces gradients travel to other ranks, from the last floats to the first; empty where one message takes all. A piece ends
    /// where the one before it begins, the first with the trainable weights, and is whole after a launch of the training step.
    /// </summary>
    public GradientBucket[] GradientBuckets { get; init; } = [];

    /// <summary>Gives the text of the model's <see cref="ModelArchitecture"/>.</summary>
    public Func<string>? Graph { get; init; }

    /// <summary>
    /// The network as a graph of operations, made anew at each call. <see cref="ModelSummary.Architecture"/> is the same.
    /// </summary>
    /// <exception cref="InvalidOperationException">A layout that was written by hand, without a graph.</exception>
    public ModelArchitecture ReadArchitecture() => ModelArchitecture.Parse(
        ModelName, Graph?.Invoke() ?? throw new InvalidOperationException(
            $"'{ModelName}' was compiled without a graph. Compile it with this version of ModelCompiler."));
}

/// <summary>A named value.</summary>
/// <param name="Name">Its layer's.</param>
/// <param name="Size">Floats of one sample.</param>
/// <param name="Offset">Where it lies in the arena of a prediction.</param>
/// <param name="OnHead">Whether it is made by <see cref="CompiledProgram.InferHeads"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record OutputLayout(string Name, int Size, long Offset, bool OnHead = false);

/// <summary>Gradients that travel to other ranks together.</summary>
/// <param name="Launch">The launch of the training step after which they are whole.</param>
/// <param name="Start">The first of them.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GradientBucket(int Launch, int Start);

/// <summary>
/// Where values lie in the arena. A value at offset <c>o</c> starts at float <c>o · batch</c> and holds all samples one after the other.
/// Offsets are multiples of 16 floats, so that every value starts on a cache line.
/// </summary>
/// <param name="FloatsPerSample">Floats of arena that one sample takes.</param>
/// <param name="FixedFloats">Floats that do not depend on the batch: packed weights, penalties.</param>
/// <param name="Input">Offset of the input, or -1 where it has no place in the arena.</param>
/// <param name="Output">Offset of the output.</param>
/// <param name="Target">Offset of the targets, <c>[batch, outputs]</c>, or -1.</param>
/// <param name="Loss">Offset of the losses, one float for each sample, or -1.</param>
/// <param name="Penalties">Places in the fixed floats that hold one L1 or L2 penalty each, added to the mean loss.</param>
/// <param name="Updates">Parameters that a training step moves by itself, such as moving averages.</param>
/// <param name="Weight">
/// Offset of what each element of the targets counts, <c>[batch, outputs]</c>, or -1 where the targets themselves can say it.
/// </param>
/// <param name="InputGradient">Offset of the loss's gradient with respect to the input, or -1 where it is not computed.</param>
/// <param name="InputInPlace">Whether kernels read the input in the caller's memory; a place in the arena is then for devices.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ArenaLayout(
    long FloatsPerSample, int FixedFloats, long Input, long Output, long Target = -1, long Loss = -1, int[]? Penalties = null,
    ParameterUpdate[]? Updates = null, bool InputInPlace = false, long Weight = -1, long InputGradient = -1);

/// <summary>A parameter's next value, which kernels leave in the fixed floats until the step is known to be sound.</summary>
/// <param name="Next">Where the next value lies in the fixed floats.</param>
/// <param name="Parameter">Where the parameter lies in the weights.</param>
/// <param name="Length">Floats of either.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ParameterUpdate(int Next, int Parameter, int Length)
{
    /// <summary>Floats of all of a model's.</summary>
    internal static int FloatsOf(ProgramLayout layout) => layout.Training?.Updates?.Sum(u => u.Length) ?? 0;
}
