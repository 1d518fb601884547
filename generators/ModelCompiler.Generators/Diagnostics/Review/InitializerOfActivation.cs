using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics.Review;

/// <summary>
/// MC0407: He's initializers are made for rectifiers and Glorot's for curves that are straight around zero. Defaults, and layers that are
/// normalized, are left alone.
/// </summary>
internal static class InitializerOfActivation
{
    private const string Setting = "KernelInitializer";

    public static IEnumerable<Fault> Find(ReviewedGraph graph)
    {
        for (int i = 1; i < graph.Count; i++)
        {
            if (Functions.Kernel(graph[i].Operation) is not { } kernel || !graph.LayerOf(i).Trainable
                || !graph.IsWritten(graph.LayerOf(i), Setting)) continue;
            if (graph.Behind(i, o => o is BiasAddition) is not { } next
                || Better(kernel.Initializer.Kind, graph[next].Operation) is not { } better) continue;
            yield return ReviewFaults.InitializerOfActivation(graph.LayerOf(i).Name, kernel.Initializer.Kind,
                Functions.Name(graph[next].Operation), better, graph.SiteOf(i, Setting));
        }
    }

    /// <summary>The initializer of the same distribution for this function; null where the one is as good.</summary>
    private static string? Better(string initializer, Operation function) => initializer switch
    {
        "HeNormal" or "HeUniform" when function is Activation { Kind: ActivationKind.Sigmoid or ActivationKind.Tanh } =>
            initializer.Replace("He", "Glorot"),
        "GlorotNormal" or "GlorotUniform" when Functions.IsRectifier(function) => initializer.Replace("Glorot", "He"),
        _ => null,
    };
}
