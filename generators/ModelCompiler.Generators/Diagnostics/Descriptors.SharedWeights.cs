using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <content>MC005x: weights of another model.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor SharesWithNoModel = new(
        "MC0050", "Weights can be shared with another model only",
        "'{0}' shares the weights of '{1}', which {2}; name another class that is marked [Model]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0050.md");

    public static readonly DiagnosticDescriptor SharedWeightsDiffer = new(
        "MC0051", "Models that share weights must have the same tensors",
        "'{0}' cannot share the weights of '{1}': the first tensor that differs is {2} here and {3} there; give both the same layers with "
            + "weights, under the same names",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0051.md");

    private static ImmutableArray<DiagnosticDescriptor> Sharing => [SharesWithNoModel, SharedWeightsDiffer];
}
