using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>MC0413: fewer bits are asked for, and no kernel is so large that it would be kept in them.</summary>
internal static class PrecisionWithoutEffect
{
    private const int BytesOfFloat = 4;

    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        if (graph.Graph.Precision == ElementType.Single) yield break;
        ParameterTensor[] kernels = [.. graph.Graph.Parameters.Where(p => p.Shape.Rank > 1)];
        long largest = kernels.Length == 0 ? 0 : kernels.Max(k => BytesOfFloat * k.Shape.Count);
        if (largest < Machine.Default.StreamedWeights)
            yield return ReviewFaults.PrecisionWithoutEffect(graph.Graph.Precision, largest, Machine.Default.StreamedWeights,
                graph.SiteOfModel("Precision"));
    }
}
