using ModelCompiler.Benchmarks.Models;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary><c>describe</c>: each net's parameters and arithmetic, for the share of the machine's peak.</summary>
internal static class DescribeVerb
{
    public static void Run()
    {
        foreach (var name in NetCatalog.Names)
        {
            var layers = NetCatalog.Create(name, threads: 1).Summary.Layers;
            var forward = layers.Sum(layer => layer.MultiplyAdds);
            // Backward does the work twice over, for weights and for inputs; nobody asks for the gradient of the picture.
            var firstWeighted = layers.First(layer => layer.Parameters > 0).MultiplyAdds;
            Report.Line("describe", ("net", name), ("parameters", layers.Sum(layer => (long)layer.Parameters)),
                ("forward_multiply_adds", forward), ("step_multiply_adds", (3 * forward) - firstWeighted));
        }
    }
}
