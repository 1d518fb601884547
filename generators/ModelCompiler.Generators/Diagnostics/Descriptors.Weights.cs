using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <content>MC0212 and MC0213: a model's file of weights.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor WeightsNotThere = new(
        "MC0212", "A model's weights must be a file of the project",
        "the weights of '{0}', '{1}', cannot be checked nor found when the program runs: the file {2}",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "MC0212.md");

    public static readonly DiagnosticDescriptor WeightsDiffer = new(
        "MC0213", "A model's weights must fit its declaration",
        "'{0}' does not fit '{1}': {2}; {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0213.md");

    private static ImmutableArray<DiagnosticDescriptor> WeightFiles => [WeightsNotThere, WeightsDiffer];
}
