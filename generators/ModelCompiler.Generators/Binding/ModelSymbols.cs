using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Binding;

/// <summary>
/// Which of the places where <c>[Model]</c> stands declare a model. While somebody types, it stands in odd ones: above a member, on two
/// parts of a class, above a class without a name.
/// </summary>
internal static class ModelSymbols
{
    /// <summary>
    /// Whether the declaration is the one of its class that counts: the first that says <c>[Model]</c>. A class that was copied and not
    /// renamed yet is one class with two declarations.
    /// </summary>
    public static bool IsDeclaredBy(ISymbol symbol, SyntaxNode declaration, CancellationToken cancellation) =>
        symbol is INamedTypeSymbol type && IsNamed(type)
        && type.GetAttributes().First(a => AttributeReader.Is(a, KnownNames.ModelName)).ApplicationSyntaxReference?.GetSyntax(
            cancellation).Parent?.Parent == declaration;

    public static bool IsModel(INamedTypeSymbol type) => type.GetAttributes().Any(a => AttributeReader.Is(a, KnownNames.ModelName));

    /// <summary>Whether there is a name to reopen the class by.</summary>
    public static bool IsNamed(ISymbol symbol)
    {
        for (ISymbol? s = symbol; s is not null and not INamespaceSymbol { IsGlobalNamespace: true }; s = (ISymbol?)s.ContainingType
            ?? s.ContainingNamespace)
        {
            if (s.Name.Length == 0) return false;
        }

        return true;
    }
}
