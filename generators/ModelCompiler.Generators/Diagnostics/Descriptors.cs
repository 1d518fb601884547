using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>
/// Every diagnostic there is. MC00xx declaration, MC01xx shapes, MC02xx training, MC03xx budgets, MC04xx review, MC09xx information.
/// Each has a page under <c>generators/docs</c> and a line in AnalyzerReleases.
/// </summary>
internal static partial class Descriptors
{
    private const string Category = "ModelCompiler";
    private const string Help = "https://github.com/modelcompiler/modelcompiler/blob/main/generators/docs/";

    public static ImmutableArray<DiagnosticDescriptor> All => Index.All;

    private static ImmutableArray<DiagnosticDescriptor> Declared() =>
        [.. Declaration, .. Graphs, .. Blocks, .. Sharing, .. Shapes, .. Training, .. WeightFiles, .. Budgets, .. Reviews, .. Information];

    public static DiagnosticDescriptor Get(string id) => Index.ById[id];

    public static string MessageOf(Fault fault) =>
        string.Format(CultureInfo.InvariantCulture, Get(fault.Id).MessageFormat.ToString(CultureInfo.InvariantCulture),
            [.. fault.Arguments.Cast<object>()]);

    /// <summary>Mistakes after which nothing can be generated: a part of the class could not be declared at all.</summary>
    public static bool PreventsGeneration(string id) => id == UnsupportedClass.Id;

    private static DiagnosticDescriptor NotConfigurable(DiagnosticDescriptor d) => new(
        d.Id, d.Title, d.MessageFormat, d.Category, d.DefaultSeverity, d.IsEnabledByDefault, d.Description, d.HelpLinkUri,
            [.. d.CustomTags, WellKnownDiagnosticTags.NotConfigurable]);

    /// <summary>Whether a model with this fault has no code to run.</summary>
    public static bool IsError(Fault fault) => Get(fault.Id).DefaultSeverity == DiagnosticSeverity.Error;

    /// <summary>A class of its own, because the order in which the parts of this one are initialized is not defined.</summary>
    private static class Index
    {
        /// <summary>
        /// Errors are not configurable: a model that has one has no code to run, whatever a project says about severities.
        /// </summary>
        public static readonly ImmutableArray<DiagnosticDescriptor> All =
            [.. Declared().Select(d => d.DefaultSeverity == DiagnosticSeverity.Error ? NotConfigurable(d) : d)];

        public static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = All.ToImmutableDictionary(d => d.Id);
    }
}
