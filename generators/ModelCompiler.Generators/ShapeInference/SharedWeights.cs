using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>
/// <c>[SharesWeightsOf]</c>: both models have the same tensors, in the same order, so that they lie at the same places in one buffer.
/// </summary>
internal static class SharedWeights
{
    public static IEnumerable<Fault> Check(ModelGraph graph, IReadOnlyList<Inferred> inferred)
    {
        // A model that is wrong itself, this one or the other, says so.
        if (graph.Shares is not { } shares || inferred.Any(i => !i.IsSound)
            || ShapeInferrer.Infer(shares.Other) is not ShapeResult.Success other) yield break;
        List<ParameterTensor> own = [.. inferred.SelectMany(i => i.Parameters)];
        for (int i = 0; i < Math.Max(own.Count, other.Graph.Parameters.Count); i++)
        {
            string here = Describe(own, i), there = Describe(other.Graph.Parameters, i);
            if (here == there) continue;
            yield return SharedWeightsFaults.Different(graph.Model, shares.Other.Model, here, there, shares.Site);
            yield break;
        }
    }

    private static string Describe(IReadOnlyList<ParameterTensor> tensors, int index) =>
        index >= tensors.Count ? "no more tensors"
            : $"{tensors[index].Shape} '{tensors[index].Declaration.Name}'{(tensors[index].Declaration.Trainable ? "" : " (frozen)")}";
}
