using ModelCompiler.OpenCL.Runtime;

namespace ModelCompiler.OpenCL;

/// <summary>A model's buffers, by what they hold.</summary>
/// <param name="context">Where they are.</param>
/// <param name="parent">Buffers that are looked up here too, but belong there.</param>
internal sealed class BufferTable(DeviceContext context, BufferTable? parent = null) : IDisposable
{
    /// <summary>Memory that a kernel's steps share.</summary>
    public const DeviceMemory Scratch = DeviceMemory.Constants + 1;

    /// <summary>Class labels of a batch, as whole numbers.</summary>
    public const DeviceMemory Labels = Scratch + 1;

    /// <summary>What a step brings back: the loss, how many samples were recognised, and whether a scaled gradient overflowed.</summary>
    public const DeviceMemory Results = Labels + 1;

    /// <summary>Parts of the gradients whose squares are summed, and where the parts of each tensor begin; whole numbers.</summary>
    public const DeviceMemory NormTable = Results + 1;

    /// <summary>Those sums.</summary>
    public const DeviceMemory NormSums = NormTable + 1;

    /// <summary>What gradients are multiplied by, one number for all or one for each tensor.</summary>
    public const DeviceMemory NormScales = NormSums + 1;

    /// <summary>For each 16 weights what an update must know of their tensor; whole numbers.</summary>
    public const DeviceMemory Tensors = NormScales + 1;

    /// <summary>For each group of gradients whether one of them is infinite or NaN.</summary>
    public const DeviceMemory Overflows = Tensors + 1;

    /// <summary>The first of an optimizer's buffers.</summary>
    public const DeviceMemory FirstState = Overflows + 1;

    /// <summary>The most buffers of an optimizer: three of its rule, slow weights, averages.</summary>
    private const int MaxStates = 5;

    private readonly DeviceBuffer?[] buffers = new DeviceBuffer?[(int)FirstState + MaxStates];
    private int version;

    /// <summary>Changes whenever a buffer is another than before, so that kernels know to take it.</summary>
    public int Version => version + (parent?.Version ?? 0);

    public DeviceBuffer this[DeviceMemory memory] =>
        buffers[(int)memory] ?? parent?[memory]
            ?? throw new InvalidOperationException($"The kernels ask for {memory}, of which this model has none.");

    /// <summary>Whether there is such a buffer, large enough.</summary>
    public bool Has(DeviceMemory memory, long floats = 0) => buffers[(int)memory] is { } present && present.Floats >= floats;

    /// <summary>Makes room. A buffer that grows loses what it held.</summary>
    public void Ensure(DeviceMemory memory, string name, long floats)
    {
        if (Has(memory, floats))
            return;
        if (buffers[(int)memory] is { } present)
        {
            // First, so that both need not fit.
            present.Dispose();
            buffers[(int)memory] = null;
        }

        buffers[(int)memory] = new DeviceBuffer(context, name, floats);
        version++;
    }

    public void Dispose()
    {
        foreach (DeviceBuffer? buffer in buffers)
            buffer?.Dispose();
    }
}
