using Microsoft.CodeAnalysis;

namespace ModelCompiler.Testing.Compilation;

/// <summary>What the generator made of a file.</summary>
/// <param name="Compilation">With the generated files.</param>
/// <param name="GeneratorProblems">Exceptions and errors of the generator itself; empty is good.</param>
public sealed record GeneratedSource(Microsoft.CodeAnalysis.Compilation Compilation, IReadOnlyList<string> GeneratorProblems);
