namespace ModelCompiler.Generators.Pipeline;

/// <summary>Runs a list of passes, one after another.</summary>
internal static class PassRunner
{
    /// <param name="passes">In the order in which they run.</param>
    /// <param name="program">What the first of them gets.</param>
    /// <param name="context">What all of them may ask for.</param>
    /// <param name="upTo">The name of the last pass to run; all of them where it is null.</param>
    public static T Run<T>(IReadOnlyList<Pass<T>> passes, T program, PassContext context, string? upTo = null)
        where T : class
    {
        foreach (Pass<T> pass in passes)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            program = pass.Run(program, context);
            context.Observer?.After(pass.Name, program);
            if (pass.Name == upTo) break;
        }

        return program;
    }
}
