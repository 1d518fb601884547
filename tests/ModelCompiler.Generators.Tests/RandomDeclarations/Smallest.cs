using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelCompiler.Generators.Tests.RandomDeclarations;

/// <summary>A declaration that fails, made smaller: attributes and arguments are taken away, one after the other, as long as it still fails.</summary>
internal static class Smallest
{
    /// <param name="source">A declaration that fails.</param>
    /// <param name="fails">Whether one does; asked some ten times for each attribute.</param>
    public static string Of(string source, Func<string, bool> fails)
    {
        while (Smaller(source).FirstOrDefault(fails) is { } smaller) source = smaller;
        return source;
    }

    /// <summary>The declaration without each of its parts; large parts first.</summary>
    private static IEnumerable<string> Smaller(string source)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        IEnumerable<SyntaxNode> parts = root.DescendantNodes()
            .Where(n => n is TypeDeclarationSyntax or AttributeSyntax { Name: not IdentifierNameSyntax { Identifier.ValueText: "Model" } } or AttributeArgumentSyntax);
        foreach (SyntaxNode part in parts.OrderByDescending(p => p.Span.Length))
        {
            SyntaxNode? without = root.RemoveNode(part, SyntaxRemoveOptions.KeepNoTrivia);
            if (without is not null) yield return without.ToFullString().Replace("[]", "", StringComparison.Ordinal);
        }
    }
}

public class SmallestTests
{
    [Fact]
    public void What_has_nothing_to_do_with_it_goes()
    {
        const string source = "[Block, Dense(3)] public class B;\n[Model, Input(4, 5, 6), Use<B>(Repeat = 2), Conv2D(filters: 4, kernelSize: 3, Strides = 2), Dropout(0.2), Dense(3)] "
            + "public partial class Net { }";
        string smallest = Smallest.Of(source, text => text.Contains("Strides = 2", StringComparison.Ordinal) && text.Contains("Input", StringComparison.Ordinal));
        Assert.Equal("[Model, Input(), Conv2D(Strides = 2)] public partial class Net { }", smallest.Replace("\n", "", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal));
    }
}
