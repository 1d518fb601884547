using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>Runs a kernel: its statements one after another, or, where each band of rows goes through all of them, sample by sample and band by band.</summary>
internal sealed class KernelRunner(Kernel kernel, TensorMemory memory, RememberedResults remembered)
{
    public void Run()
    {
        if (kernel.Band is not { } band)
        {
            foreach (var statement in kernel.Statements)
            {
                if (remembered.Recall(statement, memory)) continue;
                new StatementRunner(statement, memory).Run();
                remembered.Keep(statement, memory);
            }
            return;
        }
        // What a band leaves for itself is one memory for all of them: another order would read what the next band wrote.
        for (int sample = 0; sample < memory.Batch; sample++)
        {
            for (int b = 0; b < band.Extent; b++)
            {
                var at = new Dictionary<Axis, int> { [Axis.Batch] = sample, [band] = b };
                foreach (var statement in kernel.Statements) new StatementRunner(statement, memory).Run(at);
            }
        }
    }
}
