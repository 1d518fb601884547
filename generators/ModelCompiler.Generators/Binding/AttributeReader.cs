using System.Globalization;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>
/// Attributes as Roslyn sees them → names and plain values. What does not compile (yet) is left out: C# itself reports it.
/// </summary>
internal static class AttributeReader
{
    /// <summary>The class's name without "Attribute", or null when the attribute is not one of ours.</summary>
    public static string? KindOf(AttributeData attribute) =>
        attribute.AttributeClass is { } type && (IsLayer(type) || IsOurs(type)) ? WithoutSuffix(type.Name) : null;

    /// <summary>Anything that derives from LayerAttribute is a layer; whether the compiler knows it is decided later.</summary>
    public static bool IsLayer(AttributeData attribute) => attribute.AttributeClass is { } type && IsLayer(type);

    /// <summary>[Use], [Residual] or [Branches].</summary>
    public static bool IsBlockUse(AttributeData attribute) =>
        attribute.AttributeClass is { } type && DerivesFrom(type, KnownNames.BlockUse);

    public static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is { } type && type.Name == name && IsOurs(type);

    public static EquatableArray<LayerArgument> Read(AttributeData attribute)
    {
        var arguments = new List<LayerArgument>();
        if (attribute.AttributeConstructor is { } constructor)
        {
            foreach (var (parameter, value) in constructor.Parameters.Zip(attribute.ConstructorArguments, (p, v) => (p, v)))
                Add(arguments, parameter.Name, value);
        }

        foreach (var named in attribute.NamedArguments) Add(arguments, named.Key, named.Value);
        return arguments.ToEquatableArray();
    }

    /// <summary>Whether one of our attributes has an argument without a value.</summary>
    public static bool HasUnread(AttributeData attribute) => KindOf(attribute) is not null && (attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(n => n.Value)).Any(IsUnread));

    private static bool IsUnread(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error || (value.Kind == TypedConstantKind.Array && !value.IsNull && value.Values.Any(IsUnread));

    private static void Add(List<LayerArgument> arguments, string name, TypedConstant value)
    {
        if (value.Kind == TypedConstantKind.Error) return;
        arguments.Add(new LayerArgument(name, Plain(value)));
    }

    private static object? Plain(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array => constant.IsNull ? null : Elements(constant),
        TypedConstantKind.Enum => (object?)MemberName(constant) ?? WholeNumber(constant.Value),
        TypedConstantKind.Type => (constant.Value as ITypeSymbol)?.ToDisplayString(),
        _ => WholeNumber(constant.Value),
    };

    /// <summary>Numbers where all are numbers, otherwise text: an attribute that this compiler does not know may hold anything.</summary>
    private static object Elements(TypedConstant array)
    {
        var elements = array.Values.Where(v => v.Kind is not (TypedConstantKind.Array or TypedConstantKind.Error)).Select(Plain).ToList();
        return elements.All(e => e is long or double)
            ? elements.Select(e => e is long whole ? whole : (double)e!).ToEquatableArray()
            : elements.Select(e => e?.ToString() ?? "").ToEquatableArray();
    }

    private static object? WholeNumber(object? value) => value switch
    {
        byte or sbyte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float single => (double)single,
        _ => value,
    };

    /// <summary>Members are known by name, so that their numbers can change without this compiler noticing.</summary>
    private static string? MemberName(TypedConstant constant) =>
        constant.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue
            && Equals(f.ConstantValue, constant.Value))?.Name;

    private static bool IsLayer(INamedTypeSymbol type) => DerivesFrom(type, KnownNames.Layer);

    private static bool DerivesFrom(INamedTypeSymbol type, string name)
    {
        for (var b = type.BaseType; b is not null; b = b.BaseType)
        {
            if (b.Name == name && IsOurs(b)) return true;
        }

        return false;
    }

    private static bool IsOurs(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: KnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true };

    private static string WithoutSuffix(string name) =>
        name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
}
