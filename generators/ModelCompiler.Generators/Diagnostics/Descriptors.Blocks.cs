using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <content>MC004x: blocks and their uses.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor NotABlock = new(
        "MC0040", "A use names a class that is not a block",
        "'{0}', which '{1}' uses, is not a block; mark it [Block] and give it layers",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0040.md");

    public static readonly DiagnosticDescriptor BlockOfModel = new(
        "MC0041", "A block has nothing that belongs to a model",
        "'{0}' is a block, and [{1}] belongs to a model; remove it: a block reads what stands before its use",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0041.md");

    public static readonly DiagnosticDescriptor EmptyBlock = new(
        "MC0042", "A block needs layers",
        "'{0}' is a block without layers; write at least one, or remove [Block]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0042.md");

    public static readonly DiagnosticDescriptor RecursiveBlock = new(
        "MC0043", "A block cannot use itself",
        "'{0}' uses itself{1}, which would never end; write the layers out, or use Repeat",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0043.md");

    public static readonly DiagnosticDescriptor ParameterOutside = new(
        "MC0044", "A block parameter outside a block",
        "'{0}' reads {1}, but stands in no block; write a number: parameters are given to the blocks that a model uses",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0044.md");

    public static readonly DiagnosticDescriptor ParameterMissing = new(
        "MC0045", "A use does not give what its block reads",
        "'{1}' reads {2}, which '{0}' does not give; write {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0045.md");

    public static readonly DiagnosticDescriptor ParameterExpression = new(
        "MC0046", "An expression of block parameters has no value",
        "'{0}': {1} {2}; write a whole multiple of one parameter, divided by 1, 2, 4, 8 or 16, plus or minus at most 1,000",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0046.md");

    public static readonly DiagnosticDescriptor TooManyLayers = new(
        "MC0047", "A model has too many layers",
        "'{0}' has more than {1} layers with all repetitions of its blocks; repetitions within repetitions multiply, so lower a Repeat",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0047.md");

    public static readonly DiagnosticDescriptor ShortcutShapes = new(
        "MC0132", "A residual cannot add its input",
        "'{0}' adds {2} to {3}, which '{1}' makes of it; {4}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0132.md");

    private static ImmutableArray<DiagnosticDescriptor> Blocks =>
        [NotABlock, BlockOfModel, EmptyBlock, RecursiveBlock, ParameterOutside, ParameterMissing, ParameterExpression,
            TooManyLayers, ShortcutShapes];
}
