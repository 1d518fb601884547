using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>What generated code writes to reopen the class and the types around it, and whether it can.</summary>
internal static class TypeHeaders
{
    /// <summary>Of which generated code makes use: interfaces of ref structs, for named outputs.</summary>
    private const LanguageVersion NeededLanguage = LanguageVersion.CSharp13;

    public static EquatableArray<TypeHeader> OfContainers(INamedTypeSymbol model) =>
        Containers(model).Reverse().Select(Of).ToEquatableArray();

    public static TypeHeader Of(INamedTypeSymbol type) => new(Modifiers(type), Keyword(type), NameOf(type));

    public static IEnumerable<Fault> Check(INamedTypeSymbol model, CancellationToken cancellation)
    {
        if (!IsPartial(model, cancellation)) yield return DeclarationFaults.NotPartial(model.Name);
        foreach (var container in Containers(model))
        {
            if (!IsPartial(container, cancellation))
                yield return DeclarationFaults.ContainerNotPartial(container.Name, model.Name, Keyword(container));
        }

        if (model.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options
            is CSharpParseOptions { LanguageVersion: < NeededLanguage } options)
            yield return DeclarationFaults.OldLanguage(model.Name, LanguageVersionFacts.ToDisplayString(NeededLanguage),
                LanguageVersionFacts.ToDisplayString(options.LanguageVersion));
        if (Misuse(model, cancellation) is var (what, instead)) yield return DeclarationFaults.UnsupportedClass(model.Name, what, instead);
    }

    /// <summary>By which a compilation finds the class.</summary>
    public static string MetadataNameOf(INamedTypeSymbol model)
    {
        string name = string.Join("+", Containers(model).Reverse().Append(model).Select(t => t.MetadataName));
        return model.ContainingNamespace is { IsGlobalNamespace: false } ns
            ? $"{ns.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Replace("@", "")}.{name}"
            : name;
    }

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol model)
    {
        for (var outer = model.ContainingType; outer is not null; outer = outer.ContainingType) yield return outer;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        Declarations(type, cancellation).Any(d => d.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static (string What, string Instead)? Misuse(INamedTypeSymbol model, CancellationToken cancellation)
    {
        if (model.TypeKind == TypeKind.Struct) return ("a struct", "declare a class: a model owns buffers that must not be copied");
        if (model.IsRecord) return ("a record", "declare a class: two models are never equal by value");
        if (model.IsStatic) return ("static", "remove 'static': each instance has weights of its own");
        if (model.IsAbstract) return ("abstract", "remove 'abstract', so that it can be constructed");
        if (model.IsGenericType)
            return ("generic or lies in a generic type", "remove the type parameters: all sizes of a model are fixed when it is compiled");
        if (model.IsFileLocal || Containers(model).Any(c => c.IsFileLocal))
            return ("local to its file, or lies in a type that is", "remove 'file': the generated members lie in other files");
        if (Declarations(model, cancellation).Any(d => d.ParameterList is not null))
            return ("declared with a primary constructor", "remove the parameters after its name: the constructor is generated");
        if (RequiredMember(model) is { } required)
            return ($"one with the required member '{required}'",
                "remove 'required': generated code constructs models too, and does not know its value");
        if (model.BaseType is { TypeKind: TypeKind.Class } b && !b.InstanceConstructors.Any(c => CallableWithout(c, model)))
            return ($"derived from '{b.Name}', which has no constructor without parameters",
                $"give '{b.Name}' one that the model can call");
        return null;
    }

    private static string? RequiredMember(INamedTypeSymbol model)
    {
        for (INamedTypeSymbol? type = model; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().FirstOrDefault(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                is { } member)
                return member.Name;
        }

        return null;
    }

    private static bool CallableWithout(IMethodSymbol constructor, INamedTypeSymbol from) =>
        constructor.Parameters.All(p => p.IsOptional || p.IsParams)
        && (constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
            || (constructor.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, from.ContainingAssembly)));

    private static IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>();

    private static string Modifiers(INamedTypeSymbol type)
    {
        var words = new List<string>();
        string accessibility = SyntaxFacts.GetText(type.DeclaredAccessibility);
        if (accessibility.Length > 0) words.Add(accessibility);
        if (type.IsStatic) words.Add("static");
        else if (type.TypeKind == TypeKind.Class && type.IsAbstract) words.Add("abstract");
        else if (type.TypeKind == TypeKind.Class && type.IsSealed) words.Add("sealed");
        return string.Join(" ", words);
    }

    private static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    private static string NameOf(INamedTypeSymbol type) =>
        Identifiers.Escape(type.Name)
            + (type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => Identifiers.Escape(p.Name)))}>");

    /// <summary>A namespace as source writes it; empty for the global one.</summary>
    public static string NameOf(INamespaceSymbol name) =>
        name.IsGlobalNamespace ? "" : name.ContainingNamespace.IsGlobalNamespace ? Identifiers.Escape(name.Name)
            : NameOf(name.ContainingNamespace) + "." + Identifiers.Escape(name.Name);
}
