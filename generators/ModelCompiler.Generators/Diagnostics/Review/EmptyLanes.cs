using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>MC0411: channels lie along vectors, and a vector that they do not fill takes as long as a full one.</summary>
internal static class EmptyLanes
{
    /// <summary>Numbers of a vector with AVX2; with AVX-512 twice as many, or as many for a rest.</summary>
    private const int Lanes = 8;

    /// <summary>Vectors filled to at least this part are worth their time: of 8 lanes, and of 16.</summary>
    private const double Filled = 0.8, FilledWide = 0.75;

    /// <summary>Below this part of all arithmetic of the network nobody would notice.</summary>
    private const double Share = 0.1;

    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        long all = graph.Graph.Facts.Sum(f => f.MultiplyAdds);
        bool[] isRead = IsReadByWeights(graph);
        for (int i = 1; i < graph.Count; i++)
        {
            // How many outputs a network has is not for its author to choose.
            if (graph[i].Operation is not Contraction { Groups: 1 } contraction || !isRead[i] || !Wastes(contraction.Filters)
                || graph.Graph.Facts[graph[i].Layer].MultiplyAdds < Share * all) continue;
            yield return ReviewFaults.EmptyLanes(
                graph.LayerOf(i).Name, contraction.Filters, contraction.Windows.Count == 0
                    ? "units"
                    : "filters", Vectors(contraction.Filters, Lanes), Lanes, graph.SiteOf(i, "units|filters"));
        }
    }

    /// <summary>
    /// Half a vector is an instruction of its own on every machine, so multiples of 4 waste little; and what is left over of wide vectors
    /// fits one of these if it is more than half of it.
    /// </summary>
    public static bool Wastes(int channels) =>
        channels > Lanes && channels % (Lanes / 2) != 0 && (channels < 2 * Lanes || channels % (2 * Lanes) < Lanes)
        && (channels < Filled * Lanes * Vectors(channels, Lanes) || channels < FilledWide * 2 * Lanes * Vectors(channels, 2 * Lanes));

    private static int Vectors(int channels, int lanes) => ((channels - 1) / lanes) + 1;

    /// <summary>Whether a layer with weights comes after a value.</summary>
    private static bool[] IsReadByWeights(ReviewedGraph graph)
    {
        var isRead = new bool[graph.Count];
        for (int i = graph.Count - 1; i >= 0; i--)
            isRead[i] = graph.Readers(i).Any(r => isRead[r] || Functions.Kernel(graph[r].Operation) is not null);
        return isRead;
    }
}
