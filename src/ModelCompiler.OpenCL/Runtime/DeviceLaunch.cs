using System.ComponentModel;
using ModelCompiler.Runtime;

namespace ModelCompiler.OpenCL.Runtime;

/// <summary>One kernel with the memory it runs on.</summary>
/// <param name="Name">A name for profiles: the layer's and what is done, <c>conv2d_1.kernel gradient</c>.</param>
/// <param name="Kernel">Place in <see cref="DeviceProgram.Kernels"/>.</param>
/// <param name="Work">Multiply-adds, for profiles.</param>
/// <param name="Arguments">Its tensors, in the order that its steps count them by.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record DeviceLaunch(string Name, int Kernel, BatchExtent Work, params DeviceArgument[] Arguments);

/// <summary>Where a tensor begins.</summary>
/// <param name="Memory">The buffer.</param>
/// <param name="Offset">The float, from the buffer's beginning. In the arena a value at <c>o</c> begins at float <c>o · batch</c>, as
/// <see cref="ArenaLayout"/> says, which is <c>new(0, o)</c>; elsewhere it does not depend on the batch: <c>new(o, 0)</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct DeviceArgument(DeviceMemory Memory, BatchExtent Offset)
{
    /// <summary>A value in the arena, all samples one after the other.</summary>
    public static DeviceArgument Sample(long offset) => new(DeviceMemory.Arena, new(0, offset));

    /// <summary>A value that does not depend on the batch.</summary>
    public static DeviceArgument FixedAt(long offset) => new(DeviceMemory.Fixed, new(offset, 0));

    /// <summary>A tensor of weights.</summary>
    public static DeviceArgument Weight(long offset) => new(DeviceMemory.Parameters, new(offset, 0));

    /// <summary>A tensor's gradient.</summary>
    public static DeviceArgument WeightGradient(long offset) => new(DeviceMemory.Gradients, new(offset, 0));

    /// <summary>A table of constants.</summary>
    public static DeviceArgument Table(long offset) => new(DeviceMemory.Constants, new(offset, 0));
}

/// <summary>The buffers of a model on a device.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum DeviceMemory
{
    /// <summary>Values of all samples: input, activations, targets, losses.</summary>
    Arena,

    /// <summary>What does not depend on the batch: packed weights, penalties (<see cref="ArenaLayout.FixedFloats"/>).</summary>
    Fixed,

    /// <summary>The weights, laid out as in the model's <see cref="ParameterSet"/>.</summary>
    Parameters,

    /// <summary>The gradients, laid out like the trainable part of the weights.</summary>
    Gradients,

    /// <summary><see cref="DeviceProgram.Constants"/>.</summary>
    Constants,
}
