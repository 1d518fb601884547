using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Emit.CSharp;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Devices;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.OpenCL;

/// <summary>One kind of device: its kernels as text, and the program that launches them.</summary>
internal sealed class DeviceProgramEmitter(SourceWriter writer, CompiledModel model, string className, string summary,
    Func<DevicePrograms, IReadOnlyList<DeviceKernel>> kernels)
{
    /// <summary>The class of the lists that are too long for one method.</summary>
    public const string Parts = "Parts";

    private const string Launch = "DeviceLaunch";

    private readonly DeviceKernelLibrary library = new();
    private readonly Dictionary<string, (Tensor Table, long Offset)> tables = [];
    private readonly HashSet<string> launchNames = [];
    private readonly List<(string Head, IEnumerable<string> Items)> parts = [];
    private long tableFloats;

    public void Write()
    {
        List<string> pack = Launches(model.Inference, "Pack", Phase.Packing), infer = Launches(model.Inference, "Infer", Phase.Forward),
            evaluate = Launches(model.Inference, "Evaluate", Phase.Loss);
        List<string> heads = Launches(model.Inference, "Head", Phase.Head);
        List<string> train = model.Training is { } training ? Launches(training, "Train", null) : [];
        writer.Line($"/// <summary>{summary}</summary>");
        using (writer.Block($"internal static class {className}"))
        {
            WriteProgram(pack, infer, heads, evaluate, train);
            WriteParts();
            WriteText(writer.Line(), "const string Functions =", Prelude(), "");
            foreach (DeviceFunction function in library.Functions)
                WriteText(writer.Line(), $"static ReadOnlySpan<byte> {function.Name}() =>", function.Text, "u8");
        }
    }

    private string Prelude()
    {
        var text = new SourceWriter();
        PreludeEmitter.Write(text, library.Functions.Select(f => f.Step.Nest));
        return text.ToString();
    }

    private void WriteProgram(List<string> pack, List<string> infer, List<string> heads, List<string> evaluate, List<string> train)
    {
        writer.Line("public static DeviceProgram Describe() => new()").Line("{");
        using (writer.Indent())
        {
            WriteLayout();
            writer.Line("Prelude = Functions,");
            if (!model.Options.OpenCLProcessors) writer.Line("OnlyFor = DeviceKind.Gpu,");
            if (!model.Options.OpenCLTune) writer.Line("Tune = false,");
            if (model.Training is { } scaled && LossScaling.IsNeeded(scaled.Graph.Program.ActivationPrecision))
                writer.Line("ScalesLoss = true,");
            if (tables.Count > 0)
            {
                IEnumerable<float> constants = tables.Values.OrderBy(t => t.Offset).SelectMany(t => Padded(t.Table));
                writer.Line($"Constants = [{string.Join(", ", constants.Select(CSharpDialect.Literal))}],");
            }

            WriteList("Kernels", "DeviceKernel", [.. library.Methods.Select(Kernel)]);
            if (pack.Count > 0) WriteList("Pack", Launch, pack);
            WriteList("Infer", Launch, infer);
            if (heads.Count > 0) WriteList("InferHeads", Launch, heads);
            if (evaluate.Count > 0) WriteList("EvaluateLoss", Launch, evaluate);
            if (train.Count > 0) WriteList("Train", Launch, train);
            if (model.Training is { } training) WriteStepValues(training);
        }

        writer.Line("};");
    }

    private void WriteLayout()
    {
        writer.Line("Layout = ModelProgram.Layout with").Line("{");
        using (writer.Indent())
        {
            writer.Line($"Inference = {Layout(model.Inference)},");
            if (model.Training is { } step)
            {
                if (Remark(step) is { } remark) writer.Line($"// {remark}");
                writer.Line($"Training = {Layout(step)},");
            }

            if (LayoutText.Outputs(model.Inference.Graph, model.Inference.Devices!.Plan) is { } outputs) writer.Line($"{outputs},");
        }

        writer.Line("},");
    }

    private static string Layout(LoweredProgram program) => LayoutText.Arena(program.Graph.Program, program.Devices!.Plan);

    /// <summary>What elements of fewer bits save; null where there are none.</summary>
    private static string? Remark(LoweredProgram training)
    {
        MemoryPlan plan = training.Devices!.Plan;
        if (plan.FloatsInSinglePrecision is not { } single) return null;
        string bytes = $"{Text.Number(4 * plan.FloatsPerSample)} bytes a sample, {Text.Number(4 * single)} in single precision";
        return $"Activations and their gradients in {training.Graph.Program.ActivationPrecision}: {bytes}.";
    }

    /// <summary>
    /// Kernels of the program that a device runs as a part of another have no launch of their own, and what they would leave does not exist
    /// there.
    /// </summary>
    private void WriteStepValues(LoweredProgram training)
    {
        List<Kernel> launched = [.. kernels(training.Devices!).Select(k => k.Kernel)];
        // Where both have the same kernels, the values that are shown are the same, too.
        KernelGraph graph = training.Devices!.Plan.FloatsInSinglePrecision is null ? training.Graph : training.Devices!.Graph;
        string[] rows = [.. StepValueTable.Of(model.Graph, graph)
            .Select(v => (Value: v, Launch: launched.FindIndex(k => ReferenceEquals(k, graph.Kernels[v.Kernel]))))
            .Where(v => v.Launch >= 0).Select(v => StepValueTable.Text(v.Value, v.Launch, training.Devices!.Plan))];
        if (rows.Length > 0) WriteItems("StepValues =", rows, ",");
    }

    /// <summary>A property's elements; many of them in methods of their own, so that none grows with a network's depth.</summary>
    private void WriteList(string property, string type, IReadOnlyList<string> items)
    {
        if (items.Count <= MethodParts.Size)
        {
            WriteItems($"{property} =", items, ",");
            return;
        }

        int count = (items.Count + MethodParts.Size - 1) / MethodParts.Size;
        writer.Line($"{property} = [{string.Join(", ", Enumerable.Range(1, count).Select(p => $".. {Parts}.{property}{p}()"))}],");
        for (int p = 0; p < count; p++)
            parts.Add(($"public static {type}[] {property}{p + 1}() =>", items.Skip(p * MethodParts.Size).Take(MethodParts.Size)));
    }

    private void WriteParts()
    {
        if (parts.Count == 0) return;
        using (writer.Line().Block($"private static class {Parts}"))
        {
            foreach ((string head, IEnumerable<string> items) in parts) WriteItems(head, items, ";");
        }
    }

    private void WriteItems(string head, IEnumerable<string> items, string end)
    {
        writer.Line(head).Line("[");
        using (writer.Indent())
        {
            foreach (string item in items) writer.Lines($"{item},".Replace("\n", $"\n{SourceWriter.Tab}").Split('\n'));
        }

        writer.Line($"]{end}");
    }

    private static string Kernel(DeviceMethod method) =>
        $"new(\"{method.Name}\", // {KernelTextEmitter.Cost(method.Kernel.Kernel)}\n{method.Description})";

    private List<string> Launches(LoweredProgram program, string prefix, Phase? phase)
    {
        var launches = new List<string>();
        foreach (DeviceKernel kernel in kernels(program.Devices!).Where(k => phase is null || k.Kernel.Phase == phase))
        {
            DeviceMethod method = library.MethodOf(kernel);
            string points = Number(kernel.Kernel.Points), work = kernel.Kernel.UsesBatch ? $"new(0, {points})" : $"new({points}, 0)";
            string name = launchNames.AddUnique(prefix + kernel.Name);
            launches.Add($"new(\"{name}\", {method.Number}, {work}, "
                + $"{string.Join(", ", kernel.Arguments.Select(b => Argument(program.Devices!.Plan, b.Tensor)))})");
        }

        return launches;
    }

    private string Argument(MemoryPlan plan, Tensor tensor)
    {
        if (tensor.Offset != 0) return $"new DeviceArgument(DeviceMemory.{tensor.Storage}, new({tensor.Offset}, {plan.OffsetOf(tensor)}))";
        return tensor.Storage switch
        {
            Storage.Arena => $"Sample({plan.OffsetOf(tensor)})",
            Storage.Fixed => $"FixedAt({plan.OffsetOf(tensor)})",
            Storage.Parameters => $"Weight({plan.OffsetOf(tensor)})",
            Storage.Gradients => $"WeightGradient({plan.OffsetOf(tensor)})",
            _ => $"Table({Table(tensor)})",
        };
    }

    private long Table(Tensor tensor)
    {
        if (tables.TryGetValue(tensor.Name, out (Tensor Table, long Offset) known)) return known.Offset;
        long offset = tableFloats;
        tables.Add(tensor.Name, (tensor, offset));
        tableFloats += MemoryPlanner.Align(tensor.Count);
        return offset;
    }

    /// <summary>Tables begin on a cache line.</summary>
    private static IEnumerable<float> Padded(Tensor table) =>
        table.Values.Concat(Enumerable.Repeat(0f, (int)(MemoryPlanner.Align(table.Count) - table.Count)));

    private static void WriteText(SourceWriter writer, string declaration, string text, string suffix)
    {
        writer.Line($"private {declaration} \"\"\"");
        writer.Verbatim(text.Length == 0 ? "\n" : text);
        writer.Verbatim($"\"\"\"{suffix};\n");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
