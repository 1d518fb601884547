using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Grouping;

/// <summary>
/// Neighbouring kernels of few operations for each sample run as one: softmax, its loss and their gradient are a single pass over the
/// batch.
/// </summary>
internal static class SampleFusion
{
    public static List<Kernel> Run(List<Kernel> kernels, bool acrossPhases, Machine machine)
    {
        var result = new List<Kernel>();
        foreach (Kernel kernel in kernels)
        {
            Kernel? last = result.Count > 0 ? result[result.Count - 1] : null;
            if (last is null || !(AreRows(last, kernel, acrossPhases, machine) || SumOneValue(last, kernel)))
            {
                result.Add(kernel);
                continue;
            }

            bool loss = last.Phase == Phase.Loss || kernel.Phase == Phase.Loss;
            result[result.Count - 1] = new Kernel(
                loss ? "loss" : kernel.Layer, loss ? Phase.Loss : kernel.Phase,
                    last.Statements.Concat(kernel.Statements).ToEquatableArray());
        }

        return result;
    }

    private static bool AreRows(Kernel last, Kernel kernel, bool acrossPhases, Machine machine) =>
        IsRow(last, machine) && IsRow(kernel, machine)
        && (last.Phase == kernel.Phase ? Decisions.Take(Branch.SamplesShareLoop)
            : Decisions.Choose(acrossPhases, Branch.SamplesShareLoopAcrossPhases, Branch.SamplesOfOtherPhase));

    /// <summary>
    /// Two sums over the cells of one value, for each sample and channel: the second finds in the cache what the first has read, whatever
    /// the size.
    /// </summary>
    private static bool SumOneValue(Kernel last, Kernel kernel)
    {
        if (last.Phase != kernel.Phase || !last.Statements.Concat(kernel.Statements).All(s => IsSampleSum(s))) return false;
        return Decisions.Choose(Summed(last).Intersect(Summed(kernel)).Any(), Branch.SumsOfOneValue, Branch.SumsOfOtherValues);
    }

    private static bool IsSampleSum(Comprehension s) =>
        s is { Reduction: Reduction.Sum, IsContraction: false, OutputAxes.Count: 2, ReductionAxes.Count: > 0 } && s.OutputAxes[0].IsBatch
            && !s.ReductionAxes.Any(a => a.IsBatch);

    private static IEnumerable<Tensor> Summed(Kernel kernel) =>
        kernel.Statements.SelectMany(s => s.Loads.Where(l => l.Tensor.HasBatch && l.Tensor.Count > s.Output.Count))
            .Select(l => l.Tensor.Root);

    private static bool IsRow(Kernel kernel, Machine machine) => kernel.Statements.All(s =>
        s.OutputAxes[0].IsBatch && !s.Body.Loads().Any(l => l.Tensor.IsWeights)
        && Decisions.Choose(s.Points <= machine.PerSampleStatement, Branch.SampleIsLittleWork, Branch.SampleIsMuchWork));
}
