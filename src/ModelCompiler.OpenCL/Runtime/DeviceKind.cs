using System.ComponentModel;

namespace ModelCompiler.OpenCL.Runtime;

/// <summary>What a schedule is made for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum DeviceKind
{
    /// <summary>Many work items side by side, local memory on the chip: GPUs and accelerators.</summary>
    Gpu,

    /// <summary>Few cores with wide vectors and caches; barriers and local memory cost and gain nothing.</summary>
    Cpu,
}
