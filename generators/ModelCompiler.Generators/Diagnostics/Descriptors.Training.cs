using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Diagnostics;

/// <content>MC02xx: training; MC03xx: budgets; MC09xx: information.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor LossNeedsSoftmax = new(
        "MC0201", "Categorical cross-entropy needs a softmax over two or more classes",
        "Loss.CategoricalCrossEntropy compares probabilities of two or more classes, but '{0}' gives {1}; {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0201.md");

    public static readonly DiagnosticDescriptor LossNeedsSigmoid = new(
        "MC0202", "Binary cross-entropy needs a sigmoid",
        "Loss.{3} reads each output as a probability of its own, but '{0}' gives {1}; {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0202.md");

    public static readonly DiagnosticDescriptor LossNeedsNonNegative = new(
        "MC0203", "The Poisson loss needs outputs that are not negative",
        "Loss.{2} {3}, but '{0}' gives {1}, which may be negative; use Activation.ReLU, Sigmoid or Softmax for the last layer, "
            + "or Loss.MeanSquaredError",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0203.md");

    public static readonly DiagnosticDescriptor HuberDelta = new(
        "MC0204", "Huber's delta must be positive",
        "Loss.Huber: Delta is {0}; it is where the squared error becomes a linear one and must be a finite number greater than 0",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0204.md");

    public static readonly DiagnosticDescriptor NoWeights = new(
        "MC0205", "A network without weights cannot be trained",
        "'{0}' has a loss but no weights; add a layer that has some, such as [Dense(10)], or remove [Loss]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0205.md");

    public static readonly DiagnosticDescriptor NothingTrainable = new(
        "MC0206", "Every layer is frozen",
        "'{0}' has a loss, but {1} frozen by Trainable = false; let one layer train, or remove [Loss]",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0206.md");

    public static readonly DiagnosticDescriptor LossOfNoOutput = new(
        "MC0207", "A loss reads what is no output",
        "[Loss] reads '{0}', which {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0207.md");

    public static readonly DiagnosticDescriptor SecondLoss = new(
        "MC0208", "An output has one loss",
        "{0} has a loss already; remove this one, or name another output",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0208.md");

    public static readonly DiagnosticDescriptor NoMainLoss = new(
        "MC0209", "Auxiliary losses come with the last layer's",
        "'{0}' has losses of named outputs, but none of its last layer; add a [Loss] without Output, whose targets the others share",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0209.md");

    public static readonly DiagnosticDescriptor HeadShape = new(
        "MC0210", "An auxiliary head must have the shape of the output",
        "the loss of '{0}' reads an output of {1}, but the targets, those of '{2}', are of {3}; all losses share them, so end the "
            + "head with the same shape",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0210.md");

    public static readonly DiagnosticDescriptor NoLossReaches = new(
        "MC0211", "No loss reaches a layer's weights",
        "'{0}' leads to the output '{1}' only, which has no loss, so its weights would never learn; give the output a [Loss], "
            + "or write Trainable = false",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0211.md");

    public static readonly DiagnosticDescriptor BudgetExceeded = new(
        "MC0301", "The model exceeds its budget",
        "'{0}' has {1}, {2} more than the budget of {3}; the largest share, {4}, is that of '{5}'",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MC0301.md");

    public static readonly DiagnosticDescriptor ModelCost = new(
        "MC0902", "What a model costs",
        "'{0}' has {1}; a prediction of one sample takes at most about {2} of memory{3}; its code is about {4} of C#",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0902.md");

    public static readonly DiagnosticDescriptor Unoptimized = new(
        "MC0903", "A build without optimization",
        "'{0}' is compiled without optimization, as Debug builds are, and runs some thirty times slower; build with -c Release, "
            + "or write <Optimize>true</Optimize> in the project",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0903.md");

    public static readonly DiagnosticDescriptor LayerFacts = new(
        "MC0901", "What a layer costs",
        "output {0} · {1} · {2}",
        Category, DiagnosticSeverity.Info, true, helpLinkUri: Help + "MC0901.md");

    private static ImmutableArray<DiagnosticDescriptor> Training =>
        [LossNeedsSoftmax, LossNeedsSigmoid, LossNeedsNonNegative, HuberDelta, NoWeights, NothingTrainable, LossOfNoOutput, SecondLoss,
            NoMainLoss, HeadShape, NoLossReaches];

    private static ImmutableArray<DiagnosticDescriptor> Budgets => [BudgetExceeded];

    private static ImmutableArray<DiagnosticDescriptor> Information => [LayerFacts, ModelCost, Unoptimized];
}
