using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Names a kernel's parameters by their role (input, kernel, bias, dOutput …), not by their layer: two layers of one structure then give
/// the same text, and share one method.
/// </summary>
internal static class BufferNaming
{
    public static IReadOnlyList<BufferParameter> Of(Kernel kernel, IReadOnlyList<Comprehension> statements) =>
        Of(kernel, statements, kernel.Statements.Count > 1 && kernel.Band is null && !SumAlike(statements), without: null);

    /// <summary>The same for two kernels as one: what lies between them has no memory, and so no name.</summary>
    public static IReadOnlyList<BufferParameter> OfPair(Kernel first, Kernel second) =>
        Of(second, [first.Single, second.Single], byTensor: false, without: first.Result.Place);

    /// <param name="byTensor">Tensors' own names, where several values have one role.</param>
    /// <param name="without">A value that is no parameter.</param>
    private static List<BufferParameter> Of(Kernel kernel, IReadOnlyList<Comprehension> statements, bool byTensor, MemoryPlace? without)
    {
        var buffers = new List<BufferParameter>();
        var taken = new HashSet<string>
        {
            LoopNest.Item, LoopNest.Batch, LoopNest.InverseBatch, LoopNest.DropoutSeed, LoopNest.From, LoopNest.To,
        };
        taken.UnionWith(statements.SelectMany(s => s.OutputAxes.Concat(s.ReductionAxes)).Select(a => a.Name));
        Tensor[] outputs = [.. statements.SelectMany(s => s.Position is null ? [s.Output] : new[] { s.Output, s.Position })];
        var written = new HashSet<MemoryPlace>(outputs.Select(t => t.Place));
        Tensor[] loads = [.. statements.SelectMany(s => s.Loads.Select(l => l.Tensor))];
        IEnumerable<Tensor> tensors = [.. loads.Where(t => !written.Contains(t.Place)), .. outputs, .. loads];
        foreach (IGrouping<MemoryPlace, Tensor> place in tensors.Where(t => t.Place != without).GroupBy(t => t.Place))
        {
            Tensor tensor = Whole(place);
            bool between = kernel.Band is not null && written.Contains(place.Key) && loads.Any(t => t.Place == place.Key);
            string name = byTensor ? Identifiers.Camel(tensor.Name) : between ? Identifiers.Camel(LastPart(tensor)) : Role(tensor,
                statements.FirstOrDefault(s => s.Output.Place == place.Key) ?? statements[0]);
            buffers.Add(new BufferParameter(taken.AddUnique(name, beforeNumber: ""), tensor, written.Contains(place.Key)));
        }

        return buffers;
    }

    /// <summary>Sums over the same cells, such as a normalization's two: many layers have them, and they are to share a method.</summary>
    private static bool SumAlike(IReadOnlyList<Comprehension> statements) => statements.All(s =>
        s.Reduction == Reduction.Sum && s.OutputAxes.Equals(statements[0].OutputAxes)
            && s.ReductionAxes.Equals(statements[0].ReductionAxes));

    /// <summary>
    /// The tensor that says how far a kernel may go from here: the root where it is seen whole, otherwise the widest slice.
    /// </summary>
    private static Tensor Whole(IEnumerable<Tensor> tensors)
    {
        Tensor widest = tensors.OrderByDescending(t => t.Span).First();
        return widest.IsSlice ? widest : widest.Root;
    }

    private static string LastPart(Tensor tensor) => tensor.Name.Substring(tensor.Name.LastIndexOf('.') + 1);

    private static string Role(Tensor tensor, Comprehension statement)
    {
        string last = LastPart(tensor);
        bool gradient = tensor.IsGradient;
        if (tensor.Role is TensorRole.Taps or TensorRole.GradientTaps) return "taps";
        if (tensor.Role == TensorRole.GradientSamples) return "samples";
        if (tensor.Place == statement.Output.Place)
        {
            return tensor.Storage == Storage.Fixed ? OfWeights() : tensor.Storage == Storage.Gradients ? "d"
                + Identifiers.Pascal(last) : gradient ? "dInput" : "output";
        }

        return tensor.Storage switch
        {
            Storage.Parameters => last,
            Storage.Fixed => OfWeights(),
            Storage.Constants => Identifiers.Camel(last),
            _ when tensor.Role == TensorRole.ArgMax => "position",
            _ when tensor.Role == TensorRole.Target => "target",
            _ => gradient ? "dOutput" : "input",
        };

        string OfWeights() => gradient ? "d" + Identifiers.Pascal(last) : Identifiers.Camel(last);
    }
}
