using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>MC04xx: what an experienced reader would say about a network that is sound. Only the analyzer asks.</summary>
internal static class Reviewer
{
    private static readonly IReadOnlyList<Func<ReviewedGraph, IEnumerable<Fault>>> Rules =
    [
        BiasBeforeNormalization.Find, ActivationTwice.Find, NoActivationBetween.Find, DropoutBeforeNormalization.Find,
            LossOfProbabilities.Find, InitializerOfActivation.Find,
        DenseOfMap.Find, KernelBeyondMap.Find, SmallReceptiveField.Find, EmptyLanes.Find, ClipOfSix.Find, PrecisionWithoutEffect.Find,
    ];

    /// <summary>Each remark once: what is said of a line of a block is so in every use.</summary>
    public static IEnumerable<Fault> Find(ModelSpec spec, ShapedGraph graph)
    {
        var reviewed = new ReviewedGraph(spec, graph);
        return Rules.SelectMany(rule => rule(reviewed))
            .GroupBy(f => (f.Id, f.Site.Block, f.Site.Attribute, f.Site.Argument)).Select(g => g.First());
    }
}
