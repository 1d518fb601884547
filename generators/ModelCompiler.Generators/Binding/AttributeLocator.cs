using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Binding;

/// <summary>
/// A fault's <see cref="Site"/> → the place in the source: the argument, or the attribute, or the class's name.
/// For the analyzer only: a location changes with every edit and must not reach the generator's cache.
/// </summary>
internal sealed class AttributeLocator(INamedTypeSymbol model, CancellationToken cancellation)
{
    private readonly ImmutableArray<AttributeData> attributes = model.GetAttributes();

    /// <summary>In a block of another assembly, the use that led there.</summary>
    public Location Locate(Site site)
    {
        if (site.Block is null) return InModel(site);
        if (BlockSymbols.Find(model, site.Block) is not { } block || block.DeclaringSyntaxReferences.IsEmpty)
            return InModel(new Site(site.Use));
        return SymbolEqualityComparer.Default.Equals(block, model) ? InModel(site) : new AttributeLocator(block,
            cancellation).InModel(site);
    }

    /// <summary>For a place in a block: the model's attribute that led there, and how it is written.</summary>
    public (Location Location, string Text)? UseOf(Site site) =>
        site is { Block: not null, Use: >= 0 } && site.Use < attributes.Length
            && attributes[site.Use].ApplicationSyntaxReference?.GetSyntax(cancellation) is { } syntax
            ? (syntax.GetLocation(), $"[{syntax}]")
            : null;

    private Location InModel(Site site)
    {
        if (site.Argument?.StartsWith("member ", StringComparison.Ordinal) == true)
            return OfMember(site.Argument.Substring("member ".Length));
        if (site.Attribute < 0 || site.Attribute >= attributes.Length) return OfType(site.Argument);
        var attribute = attributes[site.Attribute];
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax) return OfType(null);
        return (site.Argument is null ? null : OfArgument(attribute, syntax, site.Argument)) ?? syntax.GetLocation();
    }

    private Location OfMember(string name) =>
        model.GetMembers(name).Where(m => GeneratedMembers.IsWritten(m)).SelectMany(m => m.Locations).FirstOrDefault() ?? OfType(null);

    /// <param name="container">The name of a type around the model; null is the model itself.</param>
    private Location OfType(string? container)
    {
        INamedTypeSymbol? type = model;
        while (container is not null && type is not null && type.Name != container) type = type.ContainingType;
        var declaration = (type ?? model).DeclaringSyntaxReferences
            .Select(r => r.GetSyntax(cancellation)).OfType<BaseTypeDeclarationSyntax>()
            .OrderByDescending(HasModel).FirstOrDefault();
        return declaration?.Identifier.GetLocation() ?? Location.None;
    }

    /// <summary>Of several partial declarations, the one that says [Model] is the one that its author looks at.</summary>
    private bool HasModel(BaseTypeDeclarationSyntax declaration) =>
        attributes.Any(a => (a.AttributeClass?.ToDisplayString() == KnownNames.Model || AttributeReader.Is(a, KnownNames.Block))
            && a.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent == declaration);

    private static Location? OfArgument(AttributeData attribute, AttributeSyntax syntax, string names)
    {
        var arguments = syntax.ArgumentList?.Arguments ?? default;
        foreach (string name in names.Split('|'))
        {
            var (wanted, skip) = Element(name);
            var written = arguments.Where((argument, i) => NameOf(argument, i, attribute) == wanted).ToList();
            if (written.Count > 0) return Underlined(written[Math.Min(skip, written.Count - 1)]).GetLocation();
        }

        return null;
    }

    /// <summary>"layers[2]" is the third of an array's arguments.</summary>
    private static (string Name, int Index) Element(string name)
    {
        int bracket = name.IndexOf('[');
        return bracket < 0 ? (name, 0)
            : (name.Substring(0, bracket), int.Parse(name.Substring(bracket + 1, name.Length - bracket - 2), CultureInfo.InvariantCulture));
    }

    private static string? NameOf(AttributeArgumentSyntax argument, int position, AttributeData attribute)
    {
        if (argument.NameEquals is { } named) return named.Name.Identifier.ValueText;
        if (argument.NameColon is { } colon) return colon.Name.Identifier.ValueText;
        if (attribute.AttributeConstructor is not { Parameters: { Length: > 0 } parameters }) return null;
        var parameter = parameters[Math.Min(position, parameters.Length - 1)];
        return position < parameters.Length || parameter.IsParams ? parameter.Name : null;
    }

    /// <summary>A parameter's value is underlined alone; a property's, together with its name.</summary>
    private static SyntaxNode Underlined(AttributeArgumentSyntax argument) => argument.NameEquals is null ? argument.Expression : argument;
}
