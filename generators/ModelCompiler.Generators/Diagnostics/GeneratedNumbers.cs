using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Binding;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>
/// Arguments that read what is generated: another model's <c>OutputSize</c>, or a constant made of it. Where models are compiled there is
/// no such member yet; where C# looks for errors there is, so it finds none. Only the generator sees the declaration as it was compiled,
/// and says this in editors, too.
/// </summary>
internal static class GeneratedNumbers
{
    public static IEnumerable<Diagnostic> Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        foreach (AttributeData attribute in type.GetAttributes().Where(a => AttributeReader.KindOf(a) is not null))
        {
            if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation)
                is not AttributeSyntax { ArgumentList.Arguments: var arguments } syntax)
                continue;
            SemanticModel semantics = compilation.GetSemanticModel(syntax.SyntaxTree);
            foreach (ExpressionSyntax argument in arguments.Select(a => a.Expression))
            {
                if (argument.DescendantNodesAndSelf().OfType<ExpressionSyntax>()
                    .FirstOrDefault(e => IsGenerated(e, semantics, cancellation)) is { } read)
                    yield return Diagnostic.Create(Descriptors.Get(Descriptors.GeneratedNumber.Id), read.GetLocation(),
                        AttributeReader.KindOf(attribute), read.ToString());
            }
        }
    }

    private static bool IsGenerated(ExpressionSyntax expression, SemanticModel semantics, CancellationToken cancellation) =>
        expression switch
        {
            MemberAccessExpressionSyntax access
                when semantics.GetSymbolInfo(access, cancellation) is { Symbol: null, CandidateSymbols.IsEmpty: true } =>
                GeneratedMembers.Constants.Contains(access.Name.Identifier.ValueText)
                    && semantics.GetSymbolInfo(access.Expression, cancellation).Symbol is INamedTypeSymbol owner
                    && ModelSymbols.IsModel(owner),
            SimpleNameSyntax or MemberAccessExpressionSyntax =>
                semantics.GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol { IsConst: true, HasConstantValue: false },
            _ => false,
        };
}
