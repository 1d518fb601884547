using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Grouping;

/// <summary>
/// Keeps what a training step's layers make of the samples, and the gradients of that, in elements of fewer bits, as the model asks: a
/// device then moves and keeps half as many bytes. Loads widen and stores round; all sums are of floats.
/// <para>
/// Values of the network's operations are narrowed and the gradients of those, the places of maxima where they are few enough to be
/// exact, and the products of a window's taps (kn2row), which are the largest of all and rounded once each. All else stays in single
/// precision: weights, their gradients, what comes from outside or goes there (inputs, targets, outputs, losses), what the loss reads and
/// writes (logits and their gradient, sums of a softmax), statistics of normalizations and sums of parts, which are small, and what
/// Winograd's transforms make, since the transform back would multiply the error.
/// </para>
/// </summary>
internal static class ActivationNarrowing
{
    public static KernelGraph Run(KernelGraph graph)
    {
        ElementType element = graph.Program.ActivationPrecision;
        if (element == ElementType.Single) return graph;
        Dictionary<Tensor, Tensor> narrow = Narrowed(graph, element);
        Tensor Of(Tensor tensor) => narrow.TryGetValue(tensor.Root, out Tensor? root) ? tensor.On(root) : tensor;
        Expression Rewrite(Expression e) => e.Rewrite(part => part is Load load ? load with { Tensor = Of(load.Tensor) } : null);
        Comprehension Statement(Comprehension s) => s with
        {
            Output = Of(s.Output),
            Body = Rewrite(s.Body),
            Epilogue = Rewrite(s.Epilogue),
            Position = s.Position is { } position ? Of(position) : null,
        };
        return graph with { Kernels = graph.Kernels.Map(k => k with { Statements = k.Statements.Map(Statement) }) };
    }

    private static Dictionary<Tensor, Tensor> Narrowed(KernelGraph graph, ElementType element)
    {
        ProgramFacts facts = graph.Facts();
        var values = new HashSet<Tensor>(graph.Program.Values.Select(v => v.Root));
        var ofLoss = new HashSet<Tensor>(graph.Kernels.Where(k => k.Phase == Phase.Loss).SelectMany(k => k.Statements)
            .SelectMany(s => s.Loads.Select(l => l.Tensor.Root).Append(s.Output.Root)));
        var few = new HashSet<Tensor>(graph.Statements.Where(s => s.Position is not null && Places(s) <= element.ExactIntegers())
            .Select(s => s.Position!.Root));
        bool IsOwn(Tensor root) => root is { Storage: Storage.Arena, HasBatch: true } && !facts.IsLiveOut(root) && !ofLoss.Contains(root);
        bool IsValue(Tensor root) => IsOwn(root) && values.Contains(root);
        bool IsNarrowed(Tensor root) => IsOwn(root)
            && (values.Contains(root) || few.Contains(root) || root.Role is TensorRole.Taps or TensorRole.GradientTaps
                || (root.GradientOf is { } value && IsValue(value)));
        return graph.Statements.SelectMany(s => s.Loads.Select(l => l.Tensor.Root).Append(s.Output.Root)).Distinct().Where(IsNarrowed)
            .ToDictionary(root => root, root => new Tensor(root.Name, root.Storage, [.. root.Extents])
            {
                Role = root.Role,
                GradientOf = root.GradientOf,
                Element = element,
            });
    }

    private static long Places(Comprehension window) => window.ReductionAxes.Aggregate(1L, (n, axis) => n * axis.Extent);
}
