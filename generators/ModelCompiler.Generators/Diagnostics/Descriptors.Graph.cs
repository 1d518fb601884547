using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <content>MC003x: how layers read each other.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor UnknownValue = new(
        "MC0030", "A layer reads a value that is not there",
        "'{0}' reads '{1}', which {2}; values flow from top to bottom, so name a layer above it, or 'input'",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0030.md");

    public static readonly DiagnosticDescriptor UnusedValue = new(
        "MC0031", "Nothing reads a layer",
        "nothing reads the output of '{0}'; name it in a later layer's From, [Add] or [Concatenate], or in [Output], or remove the layer",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0031.md");

    public static readonly DiagnosticDescriptor UnknownOutput = new(
        "MC0032", "An output is not the value of a layer inside",
        "[Output] names '{0}', which {1}; name a layer before the last, or remove it",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0032.md");

    public static readonly DiagnosticDescriptor OutputTaken = new(
        "MC0033", "An output's name is taken",
        "the output '{0}' {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0033.md");

    private static ImmutableArray<DiagnosticDescriptor> Graphs => [UnknownValue, UnusedValue, UnknownOutput, OutputTaken];
}
