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
        // Values that their attributes call by their names alone.
        "AggressiveInlining", "AggressiveOptimization",
        // Members of every class.
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        // What kernels call of the runtime, and vectors.
        "At", "Prefetch", "TurnRows8", "TurnRows4",
        .. "AddRow Floats Fma FmaColumn FmaRow FmaTile Load LoadRow Relu ReluGradient Splat Store StoreRow".Split(' ')
            .SelectMany(name => new[] { 16, 8, 4, 1 }.Select(lanes => $"{name}{lanes}")),
        .. "16And8 16And4 16And1 8And4 8And1 4And1".Split(' ').SelectMany(lanes => new[] { $"FmaRow{lanes}", $"FmaTile{lanes}" }),
        .. new[] { 16, 8, 4 }.SelectMany(lanes => Enumerable.Range(2, 7).Select(vectors => $"StoreTile{lanes}x{vectors}")),
        // Where launches of devices find their arguments.
        "FixedAt", "Sample", "Table", "Weight", "WeightGradient",
        // Functions that stand beside kernels.
        "Exp", "Keep", "Log", "Sigmoid", "Tanh",
    ];
}
