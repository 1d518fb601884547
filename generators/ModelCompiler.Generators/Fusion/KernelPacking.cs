using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Fusion;

/// <summary>
/// A convolution's input gradient sums over filters and writes input channels, but kernels lie with filters innermost. Where each weight is used often enough, the
/// weights are first copied with the written axis innermost, so that the contraction can use it as its vector axis.
/// </summary>
internal static class KernelPacking
{
    /// <summary>Uses of a weight in one sample that pay for moving it: a strided copy costs about as much as this many vector multiply-adds.</summary>
    private const int UsesThatPay = 8;

    public static List<Kernel> Run(List<Kernel> kernels)
    {
        var result = new List<Kernel>();
        foreach (Kernel kernel in kernels)
        {
            if (Pack(kernel.Statements[0], kernel.Layer) is not { } packed)
            {
                result.Add(kernel);
                continue;
            }

            result.Add(kernel with { Statements = [packed.Copy] });
            result.Add(kernel with { Statements = [packed.Contraction] });
        }

        return result;
    }

    private static (Comprehension Copy, Comprehension Contraction)? Pack(Comprehension statement, string layer)
    {
        if (!statement.IsContraction) return null;
        Axis lanes = statement.OutputAxes[statement.OutputAxes.Count - 1];
        Load? weights = statement.Body.Loads().FirstOrDefault(l => l.Tensor.Root.Storage == Storage.Parameters);
        if (weights is null || statement.Points < UsesThatPay * weights.Tensor.Count) return null;
        Axis[] axes = [.. weights.Indices.Select(i => i.AsAxis).OfType<Axis>()];
        int at = Array.IndexOf(axes, lanes);
        if (axes.Length != weights.Indices.Count || at < 0 || at == axes.Length - 1) return null;
        Axis[] order = [.. axes.Where(a => a != lanes), lanes];
        var packed = new Tensor($"{weights.Tensor.Name}.packed", Storage.Fixed, [.. order.Select(a => a.Extent)]);
        Load replacement = Load.At(packed, order);
        return (Comprehension.Map(packed.Name, packed, order, weights),
            statement with { Body = statement.Body.Rewrite(e => e.Equals(weights) ? replacement : null) });
    }
}
