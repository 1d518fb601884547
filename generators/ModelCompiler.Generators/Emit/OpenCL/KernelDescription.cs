using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Devices;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>What the runtime is told of a kernel: its variants, their steps, and what each of those takes.</summary>
internal static class KernelDescription
{
    /// <param name="kernel">The kernel.</param>
    /// <param name="function">The function of a variant's step, both by their numbers.</param>
    /// <returns>A line for each variant.</returns>
    public static string Of(DeviceKernel kernel, Func<int, int, string> function) =>
        string.Join(",\n", kernel.Variants.Select((variant, v) => Variant(kernel, variant, s => function(v, s))));

    private static string Variant(DeviceKernel kernel, DeviceVariant variant, Func<int, string> function)
    {
        var more = new List<string>();
        if (variant.Scratch is { } scratch)
            more.Add(scratch.HasBatch ? $"Scratch = new(0, {Number(scratch.Count)})" : $"Scratch = new({Number(scratch.Count)}, 0)");
        if (variant.LastResort) more.Add("LastResort = true");
        string rest = more.Count == 0 ? "" : $" {{ {string.Join(", ", more)} }}";
        string steps = string.Join(", ", variant.Steps.Select((step, s) => Step(kernel, step, function(s))));
        return $"new KernelVariant(\"{variant.Label}\", {steps}){rest}";
    }

    private static string Step(DeviceKernel kernel, DeviceStep step, string function)
    {
        LoopNest nest = step.Nest;
        RunNumbers needed = NestFacts.Of(nest);
        var numbers = new List<string>();
        if (needed.Batch) numbers.Add($"RunNumbers.Batch");
        if (needed.InverseBatch) numbers.Add($"RunNumbers.InverseBatch");
        if (needed.Dropout) numbers.Add($"RunNumbers.DropoutSeed");
        if (needed.LossScale) numbers.Add($"RunNumbers.LossScale");
        if (numbers.Count == 0) numbers.Add($"RunNumbers.None");
        List<BufferParameter> arguments = [.. kernel.Arguments];
        int[] places = [.. nest.Buffers.Select(
            b => b.Tensor.Role == TensorRole.Partial ? -1 : arguments.FindIndex(k => k.Tensor.Place == b.Tensor.Place))];
        var more = new List<string>();
        if (!places.SequenceEqual(Enumerable.Range(0, arguments.Count))) more.Add($"Buffers = [{string.Join(", ", places)}]");
        if (step.LocalFloats > 0) more.Add($"LocalBytes = {Number(4 * step.LocalFloats)}");
        string rest = more.Count == 0 ? "" : $" {{ {string.Join(", ", more)} }}";
        string groups = nest.Items.BatchTile == 0
            ? $"new({Number(nest.Items.Each)})"
            : $"new({Number(nest.Items.Each)}, {nest.Items.BatchTile})";
        return $"new KernelStep(\"{function}\", {function}, new({step.GroupSize}, {groups}), {string.Join(" | ", numbers)}){rest}";
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
