using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>What a schedule needs to know of a machine.</summary>
/// <param name="Name">As in the ModelCompilerTargets property and in file names.</param>
/// <param name="Lanes">Vector widths in floats, widest first, down to the scalar.</param>
/// <param name="Registers">Vector registers.</param>
/// <param name="Transposes">Turns vectors of several cells into rows of four at the cost of few shuffles.</param>
/// <param name="Prefetches">Can ask memory for what is read later.</param>
/// <param name="HasRanges">One call runs a thread's items, one after another; otherwise each item is run on its own.</param>
internal sealed record Target(string Name, EquatableArray<int> Lanes, int Registers, bool Transposes = false, bool Prefetches = true,
    bool HasRanges = true)
{
    /// <summary>Caches, costs and counts that schedules are chosen by.</summary>
    public Machine Machine { get; init; } = Machine.Default;

    public static Target Avx512 { get; } = new("avx512", [16, 8, 4, 1], 32, Transposes: true);

    public static Target Avx2 { get; } = new("avx2", [8, 4, 1], 16, Transposes: true);

    public static Target Vector128 { get; } = new("vector128", [4, 1], 16);

    /// <summary>A CPU that is reached through OpenCL.</summary>
    public static Target OpenCLWide { get; } = new("opencl", [16, 8, 4, 1], 32, Transposes: true, Prefetches: false, HasRanges: false);

    /// <summary>Best first: the order in which a machine is asked what it has.</summary>
    public static EquatableArray<Target> All { get; } = [Avx512, Avx2, Vector128];

    /// <summary>
    /// The best that the processor has on which the compiler itself runs; null where it cannot tell, since .NET Framework, which some
    /// editors run compilers on, knows no instruction sets.
    /// </summary>
    public static Target? Native { get; } = FindNative();

    private static Target? FindNative()
    {
        bool? avx512 = Has("Avx512F"), fma = Has("Fma");
        return avx512 is null ? null : avx512.Value ? Avx512 : fma == true ? Avx2 : Vector128;

        static bool? Has(string set) =>
            typeof(object).Assembly.GetType("System.Runtime.Intrinsics.X86." + set)?.GetProperty("IsSupported")?.GetValue(null) as bool?;
    }

    /// <summary>The same instruction set in another machine.</summary>
    public Target In(Machine machine) =>
        this with { Machine = machine, Registers = machine.Registers > 0 ? (int)machine.Registers : Registers };

    public int Widest => Lanes[0];

    /// <summary>
    /// What dot products of bytes are scheduled for: .NET has them in vectors of 256 bits and fewer (AVX-VNNI), whose encoding reaches 16
    /// registers.
    /// </summary>
    public Target OfDots => this with { Lanes = [.. Lanes.Where(l => l <= WidestDot)], Registers = Math.Min(Registers, DotRegisters) };

    private const int WidestDot = 8, DotRegisters = 16;
}
