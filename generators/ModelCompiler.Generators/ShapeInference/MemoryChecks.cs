using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>
/// The values of one sample lie in one arena that an int can index, with gradients and with what faster algorithms need besides. A model
/// near that limit would take tens of gigabytes for a sample, so the check is a quarter of it.
/// </summary>
internal static class MemoryChecks
{
    private const long MostFloats = int.MaxValue / 4;

    public static IEnumerable<Fault> Check(ModelGraph graph, IReadOnlyList<Inferred> inferred)
    {
        if (inferred.Any(i => i.Shape is null)) yield break;
        long total = Counting.Sum(inferred.Select(i => i.Shape!.Count));
        if (total <= MostFloats) yield break;
        int largest = Enumerable.Range(0, inferred.Count).OrderByDescending(n => inferred[n].Shape!.Count).First();
        yield return ShapeFaults.TooMuchMemory(graph.Model, total, MostFloats, graph.Nodes[largest].Name,
            inferred[largest].Shape!.ToString());
    }
}
