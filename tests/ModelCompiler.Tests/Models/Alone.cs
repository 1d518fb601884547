namespace ModelCompiler.Tests.Models;

/// <summary>Tests that need the shared pool to themselves: a busy pool would, rightly, leave a caller to do its work alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
