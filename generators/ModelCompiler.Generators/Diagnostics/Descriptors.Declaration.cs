using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <content>MC00xx: the declaration itself, before any shape is known.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "MC0001", "A model's class must be partial",
        "'{0}' is a model but not partial; write 'partial class {0}', so that its members can be generated",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0001.md");

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        "MC0002", "Types around a model must be partial",
        "'{0}' contains the model '{1}' but is not partial; write 'partial {2} {0}', so that the model's members can be generated",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0002.md");

    public static readonly DiagnosticDescriptor UnsupportedClass = new(
        "MC0003", "This kind of class cannot be a model",
        "'{0}' cannot be a model because it is {1}; {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0003.md");

    public static readonly DiagnosticDescriptor NoInput = new(
        "MC0004", "A model needs an input",
        "'{0}' has no [Input]; write it before the first layer, such as [Input(28, 28, 1)] for images of 28 rows, 28 columns and 1 channel",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0004.md");

    public static readonly DiagnosticDescriptor InputNotFirst = new(
        "MC0005", "The input must come first",
        "[Input] stands after '{0}'; layers run in the order in which they are written, so move [Input] before the first of them",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0005.md");

    public static readonly DiagnosticDescriptor SecondInput = new(
        "MC0006", "A model has one input",
        "'{0}' has an [Input] already; a network reads one input, so remove this one",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0006.md");

    public static readonly DiagnosticDescriptor LayersOnTwoDeclarations = new(
        "MC0007", "Layers must stand on one partial declaration",
        "'{0}' carries layers on {1} partial declarations, whose order is not defined; move [{2}] to the declaration with [{3}]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0007.md");

    public static readonly DiagnosticDescriptor NoLayers = new(
        "MC0008", "A model needs layers",
        "'{0}' has no layers; write at least one, such as [Dense(10)], after [Input]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0008.md");

    public static readonly DiagnosticDescriptor UnknownLayer = new(
        "MC0009", "The compiler does not know this layer",
        "[{0}] is not a layer that the compiler knows; use one of {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0009.md");

    public static readonly DiagnosticDescriptor InvalidName = new(
        "MC0010", "A layer's name is not valid",
        "'{0}' is not a layer's name; use letters, digits, '_', '-' and '/', at least one of them: a '.' separates a "
            + "layer from its parameters",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0010.md");

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "MC0011", "Layers' names must differ",
        "two layers are named '{0}', layer {1} ([{2}]) and layer {3} ([{4}]); parameters are found by the layer's name, "
            + "so give one another Name",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0011.md");

    public static readonly DiagnosticDescriptor NonPositiveSize = new(
        "MC0012", "A size must be positive",
        "'{0}': {1} is {2}; it must be at least 1",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0012.md");

    public static readonly DiagnosticDescriptor RateOutOfRange = new(
        "MC0013", "A dropout rate lies in [0, 1)",
        "'{0}': {1} is {2}; it is the share of elements that are dropped and must be at least 0 and less than 1",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0013.md");

    public static readonly DiagnosticDescriptor SettingOutOfRange = new(
        "MC0014", "A setting is out of range",
        "'{0}': {1} is {2}; it must be {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0014.md");

    public static readonly DiagnosticDescriptor PaddingTwice = new(
        "MC0015", "Padding and Pad exclude each other",
        "'{0}': Padding.{1} and {2} = {3} both decide the padding; remove one of them",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0015.md");

    public static readonly DiagnosticDescriptor UndefinedValue = new(
        "MC0016", "A setting has a value that does not exist",
        "'{0}': {1} has the value {2}, which has no name; use one of {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0016.md");

    public static readonly DiagnosticDescriptor PrecisionOfOthers = new(
        "MC0023", "A precision that its use does not have",
        "'Model': {0} cannot be Precision.{1}; {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0023.md");

    public static readonly DiagnosticDescriptor UnusedSetting = new(
        "MC0017", "A setting has no effect",
        "'{0}': {1} has no effect with {2}; remove it, or use {3}",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "MC0017.md");

    public static readonly DiagnosticDescriptor LayersWithoutModel = new(
        "MC0018", "Layers without [Model] do nothing",
        "'{0}' carries [{1}] but is not a model; add [Model], or nothing is generated for it",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "MC0018.md");

    public static readonly DiagnosticDescriptor NameTaken = new(
        "MC0019", "A name is that of a generated member",
        "{0}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0019.md");

    public static readonly DiagnosticDescriptor OldLanguage = new(
        "MC0020", "The project's C# is too old",
        "'{0}' is compiled to C# {1}, but the project's language version is {2}; remove <LangVersion> from the project, "
            + "or write <LangVersion>{1}</LangVersion> or later",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0020.md");

    public static readonly DiagnosticDescriptor GeneratedNumber = new(
        "MC0021", "A setting reads a generated number",
        "'{0}' reads {1}, which is generated from another declaration and has no value yet; write the number, or a constant of your own "
            + "that both declarations read",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0021.md");

    public static readonly DiagnosticDescriptor UnknownSetting = new(
        "MC0022", "A property of the project has an unknown value",
        "{0} is set to '{1}'; it takes {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0022.md");

    private static ImmutableArray<DiagnosticDescriptor> Declaration =>
    [
        NotPartial, ContainerNotPartial, UnsupportedClass, NoInput, InputNotFirst, SecondInput,
            LayersOnTwoDeclarations, NoLayers, UnknownLayer,
        InvalidName, DuplicateName, NonPositiveSize, RateOutOfRange, SettingOutOfRange, PaddingTwice, UndefinedValue, UnusedSetting,
            LayersWithoutModel, NameTaken, OldLanguage, GeneratedNumber, UnknownSetting, PrecisionOfOthers,
    ];
}
