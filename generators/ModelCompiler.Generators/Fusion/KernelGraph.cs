using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Fusion;

/// <summary>The program as kernels: the units that run one after another, each in parallel inside.</summary>
internal sealed record KernelGraph(TensorProgram Program, EquatableArray<Kernel> Kernels)
{
    public IEnumerable<Comprehension> Statements => Kernels.SelectMany(k => k.Statements);
}

/// <summary>Statements that run together. Several share their outermost axis, the batch: each sample goes through all of them before the next.</summary>
/// <param name="Layer">The layer whose work it is, for names and comments.</param>
internal sealed record Kernel(string Layer, Phase Phase, EquatableArray<Comprehension> Statements)
{
    /// <summary>The value that the kernel is there for.</summary>
    public Tensor Result => Statements[Statements.Count - 1].Output;

    /// <summary>Multiply-adds of one sample, or of the whole run where nothing depends on the batch.</summary>
    public long Points => Statements.Sum(s => s.Points);

    public bool UsesBatch => Statements.Any(s => s.UsesBatch);
}
