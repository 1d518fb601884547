using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.KernelGraphs;

/// <summary>The program as kernels: the units that run one after another, each in parallel inside.</summary>
internal sealed record KernelGraph(TensorProgram Program, EquatableArray<Kernel> Kernels, Machine Machine)
{
    /// <summary>One kernel for each statement, in the order of the program.</summary>
    public static KernelGraph Of(TensorProgram program, Machine machine) =>
        new(program, program.Definitions.SelectMany(d => d.Statements.Select(s => new Kernel(d.Layer, d.Phase, [s])))
            .ToEquatableArray(), machine);

    /// <summary>
    /// Kernels, by their numbers in the order that all programs share, that run as one in this program: what any of them touches lives
    /// through all.
    /// </summary>
    public IReadOnlyList<(int First, int Last)> RunTogether { get; init; } = [];

    /// <summary>
    /// Whether a prediction of one sample is worth a way of its own: so little work that threads would cost more than they give, and input
    /// and output that are not parts of other values, so that kernels can read and write the caller's memory.
    /// </summary>
    public bool PredictsAlone =>
        Kernels.All(k => k.Phase != Phase.Backward) && Kernels.Where(k => k.Phase == Phase.Forward)
            .Sum(k => k.Points) <= Machine.SingleThreadPrediction
        && Program.Input.Root != Program.Output.Root && IsWhole(Program.Input) && IsWhole(Program.Output)
        && Kernels.Any(k => k.Phase == Phase.Forward);

    private static bool IsWhole(Tensor tensor) => !tensor.IsSlice && tensor.Count == tensor.Root.Count && !tensor.Root.IsSlice;

    public IEnumerable<Comprehension> Statements => Kernels.SelectMany(k => k.Statements);

    /// <summary>Who reads each value, by the kernels' numbers, and which values are live outside.</summary>
    public ProgramFacts Facts() => ProgramFacts.Of(Program, Kernels.Select(k => k.Statements.AsEnumerable()));
}

/// <summary>
/// Statements that run together. Several share their outermost axis, the batch: each sample goes through all of them before the next.
/// </summary>
/// <param name="Layer">The layer whose work it is, for names and comments.</param>
/// <param name="Band">
/// An axis that the statements share beside the batch: each band of rows goes through all of them before the next.
/// </param>
internal sealed record Kernel(string Layer, Phase Phase, EquatableArray<Comprehension> Statements, Axis? Band = null)
{
    /// <summary>The value that the kernel is there for.</summary>
    public Tensor Result => Statements[Statements.Count - 1].Output;

    /// <summary>The statement of a kernel that has but one.</summary>
    /// <exception cref="InvalidOperationException">It has several.</exception>
    public Comprehension Single =>
        Statements.Count == 1 ? Statements[0]
            : throw new InvalidOperationException($"The kernel of {Result} has {Statements.Count} statements.");

    /// <summary>Multiply-adds of one sample, or of the whole run where nothing depends on the batch.</summary>
    public long Points => Statements.Sum(s => s.Points);

    /// <summary>What a sample takes of a thread, in multiply-adds (<see cref="Comprehension.Work"/>).</summary>
    public long Work => Statements.Sum(s => s.Work);

    public bool UsesBatch => Statements.Any(s => s.UsesBatch);
}
