namespace ModelCompiler.Generators.Emit;

/// <summary>
/// Names that a kernel's method cannot have, since layers may be called anything: in its class it would hide what kernels call.
/// </summary>
internal static class KernelNames
{
    public static IEnumerable<string> Taken { get; } =
    [
        // Types.
        .. ("Avx512F BitConverter CpuKernels DeviceArgument DeviceKernel DeviceKind DeviceLaunch DeviceMemory DeviceProgram Fma GpuKernels "
            + "Kernels128 Kernels256 Kernels512 KernelStep KernelVariant Math "
            + "MathF MemoryMarshal MethodImpl MethodImplAttribute MethodImplOptions ModelProgram ReadOnlySpan RunNumbers Span Unsafe "
            + "Vector128 Vector256 Vector512 Vector64 VectorMemory VectorRows").Split(' '),
        // Members of every class.
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        // What kernels call of the runtime.
        "At", .. new[] { 16, 8, 4, 1 }
            .SelectMany(lanes => new[] { "AddRow", "Fma", "FmaColumn", "FmaRow", "Load", "LoadRow", "Splat", "Store", "StoreRow" }
                .Select(name => $"{name}{lanes}")),
        "FmaRow16And8", "FmaRow16And4", "FmaRow16And1", "FmaRow8And4", "FmaRow8And1", "FmaRow4And1",
        // Functions that stand beside kernels.
        "Exp", "Keep", "Log", "Sigmoid", "Tanh",
    ];
}
