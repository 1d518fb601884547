using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <content>MC04xx: what an experienced reader would say about a network that is sound.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor BiasBeforeNormalization = new(
        "MC0401", "A bias before a normalization has no effect",
        "'{0}': '{1}' takes the mean of each channel away, and with it the {2} of this layer; write UseBias = false",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0401.md");

    public static readonly DiagnosticDescriptor ActivationTwice = new(
        "MC0402", "Two activations in a row",
        "'{0}' is {1} of what '{2}' makes {3} of already; {4}",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0402.md");

    public static readonly DiagnosticDescriptor NoActivationBetween = new(
        "MC0403", "No activation between two layers",
        "between '{0}' and '{1}' nothing is curved, so both together can only be what one layer is; write Activation = Activation.ReLU, "
            + "or Activation.Linear where that is meant",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0403.md");

    public static readonly DiagnosticDescriptor DropoutBeforeNormalization = new(
        "MC0404", "Dropout just before a batch normalization",
        "'{0}' makes variances greater in training than in predictions, and '{1}' keeps those of training; put the dropout behind the "
            + "normalization and its activation, or leave it out",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0404.md");

    public static readonly DiagnosticDescriptor SigmoidOfClasses = new(
        "MC0405", "Sigmoids of classes that may exclude each other",
        "'{0}' gives {1} probabilities that know nothing of each other; where just one of them is right for a sample, "
            + "use Activation.Softmax and Loss.CategoricalCrossEntropy",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0405.md");

    public static readonly DiagnosticDescriptor SquaredErrorOfSoftmax = new(
        "MC0406", "A distance between probabilities of a softmax",
        "Loss.{0} of the softmax '{1}' has next to no gradient where the network is sure and wrong; use Loss.CategoricalCrossEntropy",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0406.md");

    public static readonly DiagnosticDescriptor InitializerOfActivation = new(
        "MC0407", "An initializer of another activation",
        "'{0}': Initializer.{1} keeps variances for other functions than {2}; use Initializer.{3}",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0407.md");

    public static readonly DiagnosticDescriptor DenseOfMap = new(
        "MC0408", "A dense layer has nearly all parameters",
        "'{0}' has {1} of the model's {2} parameters ({3}%), some for each cell of the {4} map; [{5}] in place of [Flatten] leaves {6}, "
            + "and pooling before it leaves fewer, too",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0408.md");

    public static readonly DiagnosticDescriptor KernelBeyondMap = new(
        "MC0409", "A kernel is larger than its map",
        "'{0}': a kernel that reaches over {1} cells sees more than {2}, and zeros for the rest; a kernel of {3} sees all, "
            + "or pool less before it",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0409.md");

    public static readonly DiagnosticDescriptor SmallReceptiveField = new(
        "MC0410", "The receptive field is far smaller than the input",
        "'{0}' pools values that see {1} of the {2} cells of the input, and nothing behind it sees how they lie; use strides, pooling, "
            + "dilation or more layers before it",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0410.md");

    public static readonly DiagnosticDescriptor EmptyLanes = new(
        "MC0411", "A number of channels that does not fill vectors",
        "'{0}': {1} {2} take {3} of {4} numbers, as {6} would; {5} take less time, and {6} no more",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0411.md");

    public static readonly DiagnosticDescriptor ClipOfSix = new(
        "MC0412", "Clipping from 0 to 6 is ReLU6",
        "'{0}' clips from 0 to 6, which is what [ReLU6] and Activation.ReLU6 do; write that name",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0412.md");

    public static readonly DiagnosticDescriptor PrecisionWithoutEffect = new(
        "MC0413", "A precision that changes nothing",
        "'Precision.{0}' is of kernels of {1} bytes and more, and the largest kernel here has {2}: a core's first-level cache holds it, "
            + "and nothing is kept in fewer bits; take the precision away",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0413.md");

    public static readonly DiagnosticDescriptor ActivationsWithoutEffect = new(
        "MC0414", "Quantized activations that no layer multiplies",
        "'Precision.Int8Activations' is of convolutions and dense layers whose input channels are a multiple of {0}, with {1} filters and "
            + "{2} multiply-adds a sample and more, and no layer here is one; take the precision away, or write Precision.Int8",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0414.md");

    private static ImmutableArray<DiagnosticDescriptor> Reviews =>
    [
        BiasBeforeNormalization, ActivationTwice, NoActivationBetween, DropoutBeforeNormalization, SigmoidOfClasses, SquaredErrorOfSoftmax,
            InitializerOfActivation, DenseOfMap, KernelBeyondMap,
        SmallReceptiveField, EmptyLanes, ClipOfSix, PrecisionWithoutEffect, ActivationsWithoutEffect,
    ];
}
