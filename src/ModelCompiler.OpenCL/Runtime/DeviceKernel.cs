using System.ComponentModel;
using System.Text;

namespace ModelCompiler.OpenCL.Runtime;

/// <summary>One computation with the ways of doing it.</summary>
/// <param name="Name">A name for messages and profiles, unique in the program.</param>
/// <param name="Variants">One or more, which take the same arguments and compute the same up to rounding. Without tuning the first that
/// fits the device is taken, so the best guess comes first, and one that fits every device last: at most 64 work items in a group and no
/// local memory, say.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record DeviceKernel(string Name, params KernelVariant[] Variants);

/// <summary>One way of doing a computation: usually one step; several where partial results are kept in scratch memory, such as sums
/// over parts of the batch that a second step adds up.</summary>
/// <param name="Label">What tells it apart, for messages and profiles: <c>8×8 of 64×64</c>.</param>
/// <param name="Steps">OpenCL kernels that run one after the other.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record KernelVariant(string Label, params KernelStep[] Steps)
{
    /// <summary>Floats of scratch memory that the steps share. Nothing of it outlives the launch.</summary>
    public BatchExtent Scratch { get; init; }

    /// <summary>Not worth a trial where the device can run another variant.</summary>
    public bool LastResort { get; init; }
}

/// <summary>One OpenCL kernel: text, and the size of its index space.</summary>
/// <remarks>
/// The text defines one kernel called <paramref name="Name"/>. Its parameters, in order:
/// <list type="bullet">
/// <item>for each buffer of <see cref="Buffers"/> two: <c>global const float* x</c> or <c>global float* x</c>, or a pointer to narrower
/// elements, and <c>ulong xAt</c>, the float at which the tensor begins. A kernel starts with <c>x += xAt;</c>. Several of them may point
/// into the same buffer, at places that do not meet as far as one of them is written;</item>
/// <item>of <c>int batch</c>, <c>float inverseBatch</c> (1/batch), <c>uint dropoutSeed</c> and <c>float lossScale</c> those that
/// <see cref="Numbers"/> names, in this order.</item>
/// </list>
/// The text carries <c>__attribute__((reqd_work_group_size(x, y, z)))</c> with the sizes of <paramref name="Range"/>. The index space is
/// always whole groups; work items past the end of the data are the kernel's own affair.
/// </remarks>
/// <param name="Name">The kernel function's name.</param>
/// <param name="Source">OpenCL C 1.2, in UTF-8.</param>
/// <param name="Range">Groups and their size.</param>
/// <param name="Numbers">Which numbers of the run it takes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record KernelStep(string Name, KernelText Source, WorkRange Range, RunNumbers Numbers)
{
    /// <summary>A step whose text was put together while running.</summary>
    public KernelStep(string name, string source, WorkRange range, RunNumbers numbers) : this(name, Stored(source), range, numbers)
    {
    }

    /// <summary>In <see cref="Buffers"/>: the variant's scratch memory.</summary>
    public const int Scratch = -1;

    /// <summary>Which of the launch's arguments it takes, by their places there, or <see cref="Scratch"/>. Null: all of them, in
    /// order.</summary>
    public int[]? Buffers { get; init; }

    /// <summary>Bytes of local memory that the text declares. Variants that ask for more than the device has are passed over.</summary>
    public int LocalBytes { get; init; }

    private static KernelText Stored(string source)
    {
        byte[] text = Encoding.UTF8.GetBytes(source);
        return () => text;
    }
}

/// <summary>
/// A kernel's text. Asked for, not stored: a program's strings must fit 16 MiB, but <c>u8</c> literals, which lie in its image, may be of
/// any size.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate ReadOnlySpan<byte> KernelText();

/// <summary>Numbers of a run that kernels may take.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RunNumbers
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>int batch</c>: samples of the run.</summary>
    Batch = 1,

    /// <summary><c>float inverseBatch</c>: 1 / batch.</summary>
    InverseBatch = 2,

    /// <summary><c>uint dropoutSeed</c>: another one for each training step.</summary>
    DropoutSeed = 4,

    /// <summary><c>float lossScale</c>: what the loss's gradient is multiplied by.</summary>
    LossScale = 8,
}
