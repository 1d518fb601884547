using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;

namespace ModelCompiler.Generators.Pipeline;

/// <summary>Verifies the program after each pass, and says which pass broke it.</summary>
/// <param name="next">Another observer, which sees programs that were found to be sound.</param>
internal sealed class PassVerifier(IPassObserver? next = null) : IPassObserver
{
    /// <exception cref="InvalidOperationException">The program is not sound. The message begins with the pass's name.</exception>
    public void After(string pass, object program)
    {
        try
        {
            if (program is TensorProgram statements) TensorProgramVerifier.Verify(statements);
            else KernelGraphVerifier.Verify((KernelGraph)program);
        }
        catch (InvalidOperationException broken)
        {
            throw new InvalidOperationException($"After pass '{pass}': {broken.Message}", broken);
        }

        next?.After(pass, program);
    }
}
