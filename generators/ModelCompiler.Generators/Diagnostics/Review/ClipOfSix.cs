namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>MC0412: what everybody calls ReLU6, written as numbers.</summary>
internal static class ClipOfSix
{
    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        for (int i = 1; i < graph.Count; i++)
        {
            if (Functions.IsReLU6(graph[i].Operation) && graph.LayerOf(i).Kind == "Clip")
                yield return ReviewFaults.ClipOfSix(graph.LayerOf(i).Name, graph.SiteOf(i));
        }
    }
}
