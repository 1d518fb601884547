using System.ComponentModel;
using ModelCompiler.Runtime;

namespace ModelCompiler.OpenCL.Runtime;

/// <summary>What generated code tells the runtime about a model on one kind of device: kernels as text, and which of them run on which
/// memory, in which order.</summary>
/// <remarks>
/// The memory is five buffers of floats (<see cref="DeviceMemory"/>). The input, the targets, the outputs and the losses are places in the
/// arena (<see cref="ArenaLayout"/>): the runtime writes and reads them there. A launch whose kernel has several variants reads nothing
/// that it writes, so that it may be repeated, which is how variants are timed.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record DeviceProgram
{
    /// <summary>
    /// Sizes, and where values lie in this program's arena. It need not be the CPU program's: fusion and packing may differ.
    /// </summary>
    public required ProgramLayout Layout { get; init; }

    /// <summary>Functions that several kernels call; stands before the text of each step.</summary>
    public string Prelude { get; init; } = "";

    /// <summary>
    /// The only kind of device that the project has kernels for; others run these, too, only slower. Null where it has kernels for every
    /// kind.
    /// </summary>
    public DeviceKind? OnlyFor { get; init; }

    /// <summary>Options for the device's compiler.</summary>
    public string BuildOptions { get; init; } = "-cl-std=CL1.2";

    /// <summary>Numbers known when the model was compiled, one table after the other.</summary>
    public float[] Constants { get; init; } = [];

    /// <summary>The distinct kernels; launches name them by their place here.</summary>
    public required DeviceKernel[] Kernels { get; init; }

    /// <summary>What predictions derive from weights alone, into the fixed floats: runs before <see cref="Infer"/> when the weights have
    /// changed, or when a training step has used the fixed floats.</summary>
    public DeviceLaunch[] Pack { get; init; } = [];

    /// <summary>A prediction, on the arena of <see cref="ProgramLayout.Inference"/>: input → output.</summary>
    public required DeviceLaunch[] Infer { get; init; }

    /// <summary>What named outputs alone need, after <see cref="Infer"/> on the same arena.</summary>
    public DeviceLaunch[] InferHeads { get; init; } = [];

    /// <summary>The losses of a prediction, after <see cref="Infer"/> on the same arena; empty for a model without a loss.</summary>
    public DeviceLaunch[] EvaluateLoss { get; init; } = [];

    /// <summary>A training step up to the gradients, on the arena of <see cref="ProgramLayout.Training"/>: forward, losses, penalties,
    /// backward. Overwrites the gradient of every trainable weight. Empty for a model without a loss.</summary>
    public DeviceLaunch[] Train { get; init; } = [];

    /// <summary>
    /// Where a training step holds the layers' values, nine numbers each as in <see cref="CompiledProgram.StepValues"/>; launches are
    /// places in <see cref="Train"/>.
    /// </summary>
    public int[] StepValues { get; init; } = [];

    /// <summary>
    /// Whether <see cref="Train"/> multiplies the loss's gradient, and with it all gradients, by a number of the run
    /// (<see cref="RunNumbers.LossScale"/>).
    /// </summary>
    public bool ScalesLoss { get; init; }

    /// <summary>Whether variants are timed on the device; otherwise the first that fits is taken, whatever the device.</summary>
    public bool Tune { get; init; } = true;
}
