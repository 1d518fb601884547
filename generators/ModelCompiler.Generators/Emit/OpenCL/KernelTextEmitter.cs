using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>One step of a kernel as OpenCL C: what it computes, how, then the code.</summary>
internal static class KernelTextEmitter
{
    /// <summary>Stands for a kernel's name until it is known which launches share it.</summary>
    public const string Unnamed = "\u0001";

    public static string Render(DeviceStep step)
    {
        var writer = new SourceWriter();
        LoopNest nest = step.Nest;
        foreach (string remark in nest.Remarks) writer.Line($"// {remark}");
        foreach (BufferParameter buffer in nest.Buffers)
            writer.Line($"// {OpenCLNames.Of(buffer.Name)}: [{Extents(buffer.Tensor)}]"
                + $"{(buffer.Tensor.Element == ElementType.Single ? "" : $" in {buffer.Tensor.Element}")}"
                + $"{(buffer.Written ? ", written" : "")}");
        writer.Line($"__attribute__((reqd_work_group_size({step.GroupSize}, 1, 1)))");
        using (writer.Block($"kernel void {Unnamed}({string.Join(", ", Parameters(nest))})"))
        {
            foreach (BufferParameter buffer in nest.Buffers)
                writer.Line($"{OpenCLNames.Of(buffer.Name)} += "
                    + $"{(buffer.Tensor.Element == ElementType.Single ? "" : $"{buffer.Tensor.Element.InFloat()} * ")}"
                    + $"{OpenCLNames.Of(buffer.Name)}Offset;");
            new OpenCLRenderer(new OpenCLDialect(nest), writer).Statements(nest.Body);
        }

        return writer.ToString();
    }

    private static IEnumerable<string> Parameters(LoopNest nest)
    {
        foreach (BufferParameter buffer in nest.Buffers)
        {
            string name = OpenCLNames.Of(buffer.Name);
            yield return $"{OpenCLDialect.Space(buffer.Written, buffer.Tensor.Element)} *restrict {name}, ulong {name}Offset";
        }

        RunNumbers needed = NestFacts.Of(nest);
        if (needed.Batch) yield return $"int {LoopNest.Batch}";
        if (needed.InverseBatch) yield return $"float {LoopNest.InverseBatch}";
        if (needed.Dropout) yield return $"uint {LoopNest.DropoutSeed}";
        if (needed.LossScale) yield return $"float {LoopNest.LossScale}";
    }

    /// <summary>What a kernel costs, whichever way it is computed.</summary>
    public static string Cost(Kernel kernel)
    {
        string each = kernel.UsesBatch ? " a sample" : "";
        string work = kernel.Statements.All(s => s.IsContraction) ? "multiply-adds" : "points";
        Tensor[] tensors = [.. kernel.Statements.SelectMany(s => s.Loads.Select(l => l.Tensor).Append(s.Output)).GroupBy(t => t.Place)
            .Select(place => place.First())];
        long sample = tensors.Where(t => t.HasBatch).Sum(t => t.Element.Bytes() * t.Count), fixedBytes = tensors.Where(t => !t.HasBatch)
            .Sum(t => t.Element.Bytes() * t.Count);
        string bytes = string.Join(" and ",
            new[]
            {
                sample > 0 ? $"{Text.Number(sample)} bytes a sample" : "",
                fixedBytes > 0 ? $"{Text.Number(fixedBytes)} bytes whatever the batch" : "",
            }.Where(t => t.Length > 0));
        return $"{Text.Number(kernel.Points)} {work}{each}; touches {bytes}";
    }

    private static string Extents(Tensor tensor) => string.Join("×", tensor.Extents.Select(e => e < 0 ? "n" : e.ToString()));
}
