using ModelCompiler.Benchmarks.Models;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary><c>describe</c>: each net's parameters and arithmetic, for the share of the machine's peak.</summary>
internal static class DescribeVerb
{
    public static void Run()
    {
        foreach (var name in NetCatalog.Names)
        {
            var summary = NetCatalog.Create(name, threads: 1).Summary;
            // Backward does the work twice over, for weights and for inputs; nobody asks for the gradient of the picture.
            var firstWeighted = summary.Layers.First(layer => layer.Parameters > 0).MultiplyAdds;
            Report.Line("describe", ("net", name), ("parameters", summary.TrainableParameters),
                ("forward_multiply_adds", summary.MultiplyAdds), ("step_multiply_adds", (3 * summary.MultiplyAdds) - firstWeighted));
        }
    }
}
