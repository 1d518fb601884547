using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>
/// What one class declared, and nothing else: the boundary of the incremental cache.
/// Equal specs give equal generated code, so nothing in here (transitively) may be a symbol, a syntax node,
/// a <c>Location</c> or a mutable collection. Mistakes found while binding ride along as <see cref="Faults"/>, which name
/// their place by the attribute's number (<see cref="Site"/>); the analyzer turns that into a location.
/// </summary>
internal sealed record ModelSpec(
    string Namespace,
    EquatableArray<TypeHeader> ContainingTypes,
    TypeHeader Type,
    EquatableArray<LayerSpec> Layers,
    EquatableArray<LossSpec> Losses,
    BudgetSpec? Budget,
    EquatableArray<Fault> Faults)
{
    /// <summary>Every block that the model's layers lead to.</summary>
    public EquatableArray<BlockSpec> Blocks { get; init; } = [];

    /// <summary>Layers whose values can be read besides the last one's.</summary>
    public EquatableArray<OutputSpec> Outputs { get; init; } = [];

    /// <summary>Whether some argument of the model or of its blocks has no value: it does not compile, or is generated itself.</summary>
    public bool HasUnread { get; init; }

    /// <summary>What [Model] itself says.</summary>
    public ModelSettings Settings { get; init; } = ModelSettings.None;

    /// <summary>Whether [Model] asks for quantized activations, so that the class can be calibrated.</summary>
    public bool IsCalibrated => Settings.Arguments.Any(a => a is { Name: "Precision", Value: "Int8Activations" });

    /// <summary>Whether the class has a comment of its own that says what it is.</summary>
    public bool IsDocumented { get; init; }

    /// <summary>Members that the class has itself where others would be generated: an error.</summary>
    public EquatableArray<string> TakenMembers { get; init; } = [];

    /// <summary>The field that holds the program.</summary>
    public string Field { get; init; } = "program";

    /// <summary>Whether the class derives from another one, which may have members of the names that are generated.</summary>
    public bool IsDerived { get; init; }

    /// <summary>The model whose weights this one shares.</summary>
    public SharedSpec? Shares { get; init; }

    /// <summary>The file of the model's weights.</summary>
    public WeightsSpec? Weights { get; init; }

    /// <summary>Full name with dots, as errors and generated files call the model.</summary>
    public string FullName => string.Join(".", new[] { Namespace }.Where(n => n.Length > 0)
        .Concat(ContainingTypes.Select(t => t.Name)).Append(Type.Name));

    /// <summary>The name by which a compilation finds the class; that of a class of one file alone has the file in it.</summary>
    public string MetadataName { get; init; } = "";

    /// <summary>The model's class, whatever other types are called.</summary>
    public string QualifiedName => "global::" + FullName;

    /// <summary>
    /// The namespace of all code but the class itself. Other names stand for other models: each <c>_</c> of a name is doubled, and parts
    /// are joined by one.
    /// </summary>
    public string CodeNamespace =>
        "ModelCompiler.Generated." + Identifiers.Escape(FullName.Replace("@", "").Replace("_", "__").Replace('.', '_').Replace('<', '_')
            .Replace('>', '_').Replace(", ", "_")) + CodePart;

    /// <summary>What the namespace ends with for a program of the model beside its own: a point and a name.</summary>
    public string CodePart { get; init; } = "";
}

/// <summary>What is needed to open a partial declaration of a type: <c>public partial class Name&lt;T&gt;</c>.</summary>
/// <param name="Modifiers">Accessibility and <c>static</c>, <c>abstract</c> and the like, without <c>partial</c>; may be empty.</param>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name with its type parameters.</param>
internal sealed record TypeHeader(string Modifiers, string Keyword, string Name);

/// <summary>One layer attribute: its kind is the attribute's class name without "Attribute" (<c>Conv2D</c>).</summary>
/// <param name="Kind">The attribute class's name without its suffix.</param>
/// <param name="Attribute">The attribute's number among the class's attributes, in source order.</param>
/// <param name="Arguments">
/// Only what was written; defaults are the recipe's business. Constructor arguments carry their parameter's name.
/// </param>
internal sealed record LayerSpec(string Kind, int Attribute, EquatableArray<LayerArgument> Arguments)
{
    /// <summary>For a use of blocks: their keys, in order.</summary>
    public EquatableArray<string> Blocks { get; init; } = [];
}

/// <summary>
/// One written argument. Whole numbers are <see cref="long"/>s, members of enums are their names (a value without a name stays a number),
/// arrays are <see cref="EquatableArray{T}"/> of <see cref="double"/>, or of strings where not all elements are numbers.
/// </summary>
internal sealed record LayerArgument(string Name, object? Value);

/// <summary>A declared loss: the numeric value of <c>ModelCompiler.Loss</c> as its member's name, with its settings.</summary>
internal sealed record LossSpec(string Kind, int Attribute, EquatableArray<LayerArgument> Arguments)
{
    /// <summary>The named output that it reads; null is the last layer's.</summary>
    public string? Output => Arguments.FirstOrDefault(a => a.Name == "Output")?.Value as string;
}

/// <summary>A layer that is named by <c>[Output]</c>.</summary>
internal sealed record OutputSpec(string Layer, int Attribute);

/// <summary>The arguments of [Model].</summary>
internal sealed record ModelSettings(int Attribute, EquatableArray<LayerArgument> Arguments)
{
    /// <summary>All defaults.</summary>
    public static ModelSettings None { get; } = new(0, []);
}

/// <summary>Limits declared by <c>[Budget]</c>; null is no limit.</summary>
internal sealed record BudgetSpec(int Attribute, long? Parameters, long? ActivationBytes, long? MultiplyAdds);
