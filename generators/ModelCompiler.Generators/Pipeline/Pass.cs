namespace ModelCompiler.Generators.Pipeline;

/// <summary>A named step of the compiler: it takes a program and returns one of the same kind that computes the same values.</summary>
/// <param name="Name">What reports, dumps and errors call it.</param>
/// <param name="Run">The step itself.</param>
/// <typeparam name="T">The kind of program.</typeparam>
internal sealed record Pass<T>(string Name, Func<T, PassContext, T> Run)
    where T : class
{
    /// <summary>
    /// Passes that must stand before this one in every list that has both, and why the order matters is said where the list is.
    /// </summary>
    public IReadOnlyList<string> After { get; init; } = [];
}
