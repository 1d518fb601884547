using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.KernelGraphs;

/// <summary>
/// Grouping must not have reordered a read before its write, nor grouped statements that do not share the batch, nor lost a value that the
/// program is run for.
/// </summary>
internal static class KernelGraphVerifier
{
    public static void Verify(KernelGraph graph)
    {
        var written = new WrittenMemory();
        written.Write(graph.Program.Input.Root);
        foreach (Tensor given in graph.Program.Loss?.Given ?? []) written.Write(given.Root);
        foreach (Kernel kernel in graph.Kernels)
        {
            if (kernel.Statements.Count == 0) throw new InvalidOperationException($"A kernel of '{kernel.Layer}' has no statement.");
            foreach (Comprehension statement in kernel.Statements)
            {
                TensorProgramVerifier.VerifyStatement(statement);
                if (kernel.Statements.Count > 1 && !statement.OutputAxes[0].IsBatch)
                {
                    throw new InvalidOperationException($"'{statement.Name}' shares a kernel but not the batch.");
                }

                Tensor? early = statement.Loads.Select(l => l.Tensor)
                    .FirstOrDefault(t => t.Storage is Storage.Arena or Storage.Fixed or Storage.Scratch && !written.Covers(t));
                if (early is not null) throw new InvalidOperationException($"'{statement.Name}' reads {early.Root} before it is written.");
                if (!written.Write(statement.Output))
                    throw new InvalidOperationException($"'{statement.Name}' writes {statement.Output} a second time.");
                if (statement.Position is { } position) written.Write(position);
            }
        }

        TensorProgramVerifier.VerifyResults(graph.Program, written);
    }
}
