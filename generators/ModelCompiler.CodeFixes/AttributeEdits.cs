using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ModelCompiler.CodeFixes;

/// <summary>
/// Changes of attributes, written the way their authors write: qualified if they qualify, on lines of their own if theirs are.
/// </summary>
internal static class AttributeEdits
{
    /// <summary>The attribute's kind, as Keras calls it, without <c>Attribute</c>.</summary>
    public static string Kind(AttributeSyntax attribute)
    {
        string name =
            (attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name as SimpleNameSyntax)?.Identifier.ValueText
                ?? "";
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>The attribute at a place in the file; null if it is in another one.</summary>
    public static AttributeSyntax? At(SyntaxNode root, TextSpan? place) =>
        place is { } span && root.FullSpan.Contains(span) ? root.FindNode(span, getInnermostNodeForTie: true)
            .FirstAncestorOrSelf<AttributeSyntax>() : null;

    /// <summary>The attribute with a property set: its old value goes.</summary>
    /// <param name="attribute">A layer, for example.</param>
    /// <param name="property">Its property.</param>
    /// <param name="value">As it is written without a qualifier: <c>Padding.Same</c>, <c>false</c>.</param>
    /// <param name="instead">Properties in whose place it can stand.</param>
    public static AttributeSyntax With(AttributeSyntax attribute, string property, string value, params string[] instead)
    {
        var argument = Argument(property, (value.Contains(".") ? Qualifier(attribute) : "") + value);
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var old = list.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText is { } name
            && (name == property || instead.Contains(name)));
        return attribute.WithArgumentList(
            old is null ? list.WithArguments(Append(list.Arguments, argument)) : list.ReplaceNode(old, argument.WithTriviaFrom(old)));
    }

    /// <summary>The attribute without some of its properties; without any argument it needs no parentheses.</summary>
    public static AttributeSyntax Without(AttributeSyntax attribute, params string[] properties)
    {
        if (attribute.ArgumentList is not { } list) return attribute;
        var kept = list.RemoveNodes(list.Arguments.Where(a => properties.Contains(a.NameEquals?.Name.Identifier.ValueText)),
            SyntaxRemoveOptions.KeepNoTrivia)!;
        return attribute.WithArgumentList(kept.Arguments.Count == 0 ? null : kept);
    }

    /// <summary>Another attribute in its place, with those of its arguments that every layer has.</summary>
    public static AttributeSyntax As(AttributeSyntax attribute, string kind)
    {
        var named = attribute.WithName(Name(attribute, kind));
        var foreign =
            attribute.ArgumentList?.Arguments.Where(a => a.NameEquals?.Name.Identifier.ValueText is not ("Name" or "From")).ToList() ?? [];
        if (foreign.Count == 0) return named;
        var list = attribute.ArgumentList!.RemoveNodes(foreign, SyntaxRemoveOptions.KeepNoTrivia)!;
        return named.WithArgumentList(list.Arguments.Count == 0 ? null : list);
    }

    /// <summary>A new attribute beside an old one: a line of its own if that has one.</summary>
    /// <param name="root">The file.</param>
    /// <param name="beside">The old attribute.</param>
    /// <param name="added">The new one, without a qualifier: <c>Flatten</c>, <c>Output("a")</c>.</param>
    /// <param name="before">Otherwise after it.</param>
    public static SyntaxNode? Insert(SyntaxNode root, AttributeSyntax beside, string added, bool before)
    {
        if (beside.Parent is not AttributeListSyntax list) return null;
        if (SyntaxFactory.ParseMemberDeclaration($"[{Qualifier(beside)}{added}] class Net;") is not TypeDeclarationSyntax parsed)
            return null;
        AttributeListSyntax line = parsed.AttributeLists[0].WithoutTrivia();
        if (list.Attributes.Count > 1)
            return before ? root.InsertNodesBefore(beside, line.Attributes) : root.InsertNodesAfter(beside, line.Attributes);

        // A comment at the end of the old line stays there, and comments above the old line stay above the first of the two.
        bool ofItsOwn = list.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        SyntaxTriviaList end = ofItsOwn ? LineEnd(list) : Gap(list), indentation = ofItsOwn ? Indentation(list) : [];
        return before
            ? root.ReplaceNode(
                list, [line.WithLeadingTrivia(list.GetLeadingTrivia()).WithTrailingTrivia(end), list.WithLeadingTrivia(indentation)])
            : root.ReplaceNode(list, [ofItsOwn ? list : list.WithTrailingTrivia(end),
                line.WithLeadingTrivia(indentation).WithTrailingTrivia(ofItsOwn ? end : list.GetTrailingTrivia())]);
    }

    /// <summary>Without the attribute. A line of its own goes whole; comments above it stay.</summary>
    public static SyntaxNode? Remove(SyntaxNode root, AttributeSyntax attribute)
    {
        if (attribute.Parent is not AttributeListSyntax { Attributes.Count: 1 } list)
            return root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia);
        bool documented = list.GetLeadingTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia));
        return root.RemoveNode(list, documented ? SyntaxRemoveOptions.KeepLeadingTrivia : SyntaxRemoveOptions.KeepNoTrivia);
    }

    /// <summary><c>ModelCompiler.</c> where the attribute is qualified.</summary>
    private static string Qualifier(AttributeSyntax attribute) =>
        attribute.Name is QualifiedNameSyntax qualified ? qualified.Left + "." : "";

    private static NameSyntax Name(AttributeSyntax attribute, string kind) =>
        SyntaxFactory.ParseName(Qualifier(attribute) + kind).WithTriviaFrom(attribute.Name);

    private static AttributeArgumentSyntax Argument(string property, string value)
    {
        var equals = SyntaxFactory.NameEquals(
            SyntaxFactory.IdentifierName(property).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space));
        return SyntaxFactory.AttributeArgument(equals, null, SyntaxFactory.ParseExpression(value));
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Append(SeparatedSyntaxList<AttributeArgumentSyntax> arguments,
        AttributeArgumentSyntax added)
    {
        var nodes = arguments.GetWithSeparators();
        if (arguments.Count > 0) nodes = nodes.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
        return SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(nodes.Add(added));
    }

    /// <summary>What stands between this list and the one before it.</summary>
    private static SyntaxTriviaList Gap(AttributeListSyntax list) =>
        list.GetFirstToken().GetPreviousToken() is { RawKind: (int)SyntaxKind.CloseBracketToken } end
            ? end.TrailingTrivia
            : [SyntaxFactory.Space];

    private static SyntaxTriviaList LineEnd(SyntaxNode node) =>
        [.. node.GetTrailingTrivia().Where(t => t.IsKind(SyntaxKind.EndOfLineTrivia))];

    /// <summary>What stands on the attribute's own line before it.</summary>
    private static SyntaxTriviaList Indentation(SyntaxNode node) =>
        [.. node.GetLeadingTrivia().Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia))];
}
