using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <content>MC01xx: layers that do not fit each other.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor KernelTooLarge = new(
        "MC0101", "A kernel does not fit its input",
        "'{0}': {1} does not fit {2}; use {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0101.md");

    public static readonly DiagnosticDescriptor DenseOnMap = new(
        "MC0102", "A dense layer needs a vector",
        "'{0}': a dense layer reads a vector, but {1} has {2} axes; insert [Flatten] before it, which gives {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0102.md");

    public static readonly DiagnosticDescriptor FlattenOfVector = new(
        "MC0103", "Flattening a vector changes nothing",
        "'{0}': {1} is a vector already; remove [Flatten]",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "MC0103.md");

    public static readonly DiagnosticDescriptor WrongRank = new(
        "MC0104", "A layer needs another number of axes",
        "'{0}': {1} reads {2}, but {3} has {4}; {5}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0104.md");

    public static readonly DiagnosticDescriptor ReshapeCount = new(
        "MC0105", "Reshape cannot change the number of elements",
        "'{0}': {1} has {2}, but the new shape {3} has {4}; {5}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0105.md");

    public static readonly DiagnosticDescriptor ReshapeTarget = new(
        "MC0106", "A new shape is not valid",
        "'{0}': the new shape {1} {2}; write one to three positive sizes, of which one may be -1 to be computed from the others",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0106.md");

    public static readonly DiagnosticDescriptor DroppedCells = new(
        "MC0107", "Strides leave the last rows or columns unread",
        "'{0}': stride {1} leaves {2} of {3} unread ({4}); use {5}",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "MC0107.md");

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        "MC0108", "Too many parameters",
        "'{0}' has {1} parameters ({2}), which is more than the {3} that one network may have; use fewer units or filters, "
            + "or reduce the input first",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0108.md");

    public static readonly DiagnosticDescriptor TooMuchMemory = new(
        "MC0119", "A sample takes too much memory",
        "the values of all layers of '{0}' are {1} numbers for one sample; at most {2} are possible, of which gradients need as many "
            + "again; the largest, {4}, is that of '{3}': take smaller inputs, or larger strides",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0119.md");

    public static readonly DiagnosticDescriptor TooManyElements = new(
        "MC0109", "A value has too many elements",
        "'{0}': its output {1} has {2} elements a sample, which is more than the {3} that one value may have; "
            + "reduce the input or the filters",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0109.md");

    public static readonly DiagnosticDescriptor PadCoversWindow = new(
        "MC0110", "A pooling window would lie in the padding",
        "'{0}': Pad = {1} is not smaller than the window of {2}, so some windows would see nothing but padding; {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0110.md");

    public static readonly DiagnosticDescriptor SoftmaxOfOne = new(
        "MC0111", "Softmax of one element is always 1",
        "'{0}': a softmax over 1 element always gives 1; use Activation.Sigmoid, or at least 2 units",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "MC0111.md");

    public static readonly DiagnosticDescriptor GroupsDoNotDivide = new(
        "MC0112", "Groups must divide channels and filters",
        "'{0}': Groups = {1} must divide both the {3} of {2} and the {4}; use {5}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0112.md");

    public static readonly DiagnosticDescriptor UnequalShapes = new(
        "MC0130", "Joined values must have one shape",
        "'{0}' {1} values element by element, but {2} and {3} differ along an axis on which neither has 1 element; "
            + "bring one to the other's shape, as a 1×1 convolution does for channels and a stride for rows and columns",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0130.md");

    public static readonly DiagnosticDescriptor UnequalMaps = new(
        "MC0131", "Concatenated values differ in more than channels",
        "'{0}' puts channels beside each other, but {1} and {2} differ in their other axes; bring one to the other's rows and columns by "
            + "strides, padding or cropping",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0131.md");

    public static readonly DiagnosticDescriptor CroppedAway = new(
        "MC0113", "Cropping leaves nothing",
        "'{0}': cropping {1} + {2} of the {3} of {4} leaves nothing; {5}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0113.md");

    public static readonly DiagnosticDescriptor KernelNumbers = new(
        "MC0114", "A fixed kernel's numbers must fill it",
        "'{0}': a kernel of {1}×{2} has {3}, but {4} came; write one for each cell, row by row",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0114.md");

    public static readonly DiagnosticDescriptor ChannelsDoNotDivide = new(
        "MC0140", "Channels cannot be divided into equal parts",
        "'{0}': the {1} of {2} cannot be divided into {3} {4}; {5}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0140.md");

    public static readonly DiagnosticDescriptor SliceOutside = new(
        "MC0141", "A slice lies outside its input",
        "'{0}': {1} along axis {2} of {3}, which has {4} there; {5}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0141.md");

    public static readonly DiagnosticDescriptor PadCutsAll = new(
        "MC0142", "The padding of a transposed convolution leaves nothing",
        "'{0}': the kernels reach over {2}, of which a padding of {1} along an axis leaves none; use a smaller Pad",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0142.md");

    private static ImmutableArray<DiagnosticDescriptor> Shapes =>
    [
        KernelTooLarge, DenseOnMap, FlattenOfVector, WrongRank, ReshapeCount, ReshapeTarget,
        DroppedCells, TooManyParameters, TooManyElements, TooMuchMemory, PadCoversWindow, SoftmaxOfOne, GroupsDoNotDivide,
            CroppedAway, KernelNumbers,
        UnequalShapes, UnequalMaps, ChannelsDoNotDivide, SliceOutside, PadCutsAll,
    ];
}
