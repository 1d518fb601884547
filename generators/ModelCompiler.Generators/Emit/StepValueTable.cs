using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Emit;

/// <summary>
/// Where a training step holds the layers' outputs and the gradients of these, and from which kernel on: what a program that looks at a
/// step reads. A layer whose value fusion keeps in registers has no row. The memory is used again later in the step, so a value is whole
/// only right after its kernel.
/// </summary>
internal static class StepValueTable
{
    /// <summary>What the kind of a value is followed by, in one number: the element that it is kept in.</summary>
    private const int ElementUnit = 16;

    /// <summary>Rows in the order of the kernels.</summary>
    public static IReadOnlyList<StepValue> Of(ShapedGraph shaped, KernelGraph graph)
    {
        var writers = graph.Kernels.SelectMany((kernel, k) => kernel.Statements.Select(s => (s.Output, Kernel: k)))
            .Where(w => w.Output.Storage == Storage.Arena && w.Output.HasBatch).ToList();
        ILookup<string, (Tensor Output, int Kernel)> byName = writers.ToLookup(w => w.Output.Name);
        ILookup<string, (Tensor Output, int Kernel)> byRoot = writers.Where(w => w.Output.Root != w.Output)
            .ToLookup(w => w.Output.Root.Name);
        Dictionary<string, Tensor> values = graph.Program.LayerValues.ToDictionary(v => v.Name, v => v.Value);
        var rows = new List<StepValue>();
        for (int layer = 0; layer < shaped.Facts.Count; layer++)
        {
            LayerFacts facts = shaped.Facts[layer];
            if (!values.TryGetValue(facts.Name, out Tensor? named)) continue;
            string value = named.Name;
            Add(StepValueKind.Output, value);
            _ = Add(StepValueKind.Gradient, $"d {value}.sum") || Add(StepValueKind.Gradient, $"d {value}")
                || (value == facts.Name
                    && (Add(StepValueKind.InnerGradient, $"d {value}.biased") || Add(StepValueKind.InnerGradient, $"d {value}.linear")));

            bool Add(StepValueKind kind, string name)
            {
                if (Find(name, facts.Output.Count) is not { } found) return false;
                rows.Add(new StepValue(layer, kind, found.Kernel, found.Tensor));
                return true;
            }
        }

        return [.. rows.OrderBy(r => r.Kernel)];

        // Several tensors of one name are parts of a gradient, which are added up elsewhere.
        (Tensor Tensor, int Kernel)? Find(string name, long count)
        {
            var named = byName[name].ToList();
            if (named.Count == 1 && named[0].Output.Count == count) return named[0];
            var parts = byRoot[name].Where(w => w.Output.IsSlice).ToList();
            return named.Count == 0 && parts.Count > 0 && parts.Select(p => p.Output.Root).Distinct().Count() == 1
                && parts[0].Output.Root.Count == count && parts.Sum(p => p.Output.Count) == count
                ? (parts[0].Output.Root, parts.Max(p => p.Kernel)) : null;
        }
    }

    /// <summary>A row as the runtime reads it.</summary>
    /// <param name="value">The row.</param>
    /// <param name="launch">The number under which the program launches the kernel.</param>
    /// <param name="plan">Where the values lie.</param>
    public static string Text(StepValue value, int launch, MemoryPlan plan)
    {
        Tensor tensor = value.Tensor;
        long rows = tensor.IsSlice ? tensor.Count / tensor.Columns : 1;
        long columns = tensor.Count / rows, pitch = tensor.IsSlice ? tensor.Stride(tensor.Extents.Count - 2) : columns;
        int kind = (int)value.Kind + (ElementUnit * (int)tensor.Element.ToPrecision());
        long offset = plan.OffsetOf(tensor);
        return FormattableString.Invariant(
            $"{value.Layer}, {kind}, {launch}, {offset}, {tensor.Offset}, {rows}, {columns}, {pitch}, {tensor.Root.Count}");
    }
}

/// <summary>One value of a training step.</summary>
/// <param name="Layer">The layer's place in the summary.</param>
/// <param name="Kind">What it is of the layer.</param>
/// <param name="Kernel">The kernel after which it is whole, counted in the training program.</param>
/// <param name="Tensor">Its memory.</param>
internal sealed record StepValue(int Layer, StepValueKind Kind, int Kernel, Tensor Tensor);

/// <summary>The numbers stand in generated code.</summary>
internal enum StepValueKind
{
    Output = 0,

    /// <summary>Of the layer's output.</summary>
    Gradient = 1,

    /// <summary>Of what the layer's activation function is applied to.</summary>
    InnerGradient = 2,
}
