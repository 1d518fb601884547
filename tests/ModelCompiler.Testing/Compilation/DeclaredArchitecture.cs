using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Testing.Compilation;

/// <summary>The graph that a declaration has, from the first stages alone: no code is generated.</summary>
public static class DeclaredArchitecture
{
    /// <summary>Reads a class of a file.</summary>
    /// <param name="source">The file's text.</param>
    /// <param name="type">The class's full name.</param>
    /// <exception cref="InvalidOperationException">The declaration has errors, or warnings that a build would stop at.</exception>
    public static ModelArchitecture Read(string source, string type)
    {
        var compilation = InMemoryCompiler.Parse(source);
        INamedTypeSymbol symbol = compilation.GetTypeByMetadataName(type) ?? throw new InvalidOperationException($"There is no {type} in:\n{source}");
        string[] errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
        ShapeResult result = ShapeInferrer.Infer(GraphBuilder.Build(ModelBinder.Bind(symbol, default)));
        if (result is not ShapeResult.Success success || errors.Length > 0)
            throw new InvalidOperationException($"{string.Join("\n", [.. errors, .. result.Faults.Select(f => $"{f.Id} {string.Join(" | ", f.Arguments)}")])}\nin:\n{source}");
        bool silenced = source.Contains("#pragma warning disable MC0107", StringComparison.Ordinal);
        if (success.Faults.Any(f => f.Id == "MC0107") && !silenced)
            throw new InvalidOperationException($"MC0107 is not silenced in:\n{source}");
        return ModelArchitecture.Parse(symbol.Name, string.Join('\n', ArchitectureText.Lines(success.Graph)));
    }
}
