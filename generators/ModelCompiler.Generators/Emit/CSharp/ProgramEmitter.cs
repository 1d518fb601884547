using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The order of kernels, forward and backward, and the memory each works on.</summary>
internal static class ProgramEmitter
{
    public static string EmitForward(CompiledModel model, LaunchSchedule schedule)
    {
        var writer = new SourceWriter();
        FileHeader.WriteCode(writer, model.Spec, [], "The forward pass: which kernels run, in which order, on which memory.");
        using (writer.Block("partial class ModelProgram"))
        {
            Launch[] inference = [.. schedule.Launches.Where(l => !l.Training)];
            Launch[] packing = [.. inference.Where(l => l.Kernel.Phase == Phase.Packing)];
            if (packing.Length > 0)
            {
                WriteSequence(writer, model, schedule, "Pack", packing);
                writer.Line();
            }

            WriteSequence(writer, model, schedule, "Infer", inference.Where(l => l.Kernel.Phase == Phase.Forward));
            OneSampleEmitter.Write(writer, model, inference);
            Launch[] heads = [.. inference.Where(l => l.Kernel.Phase == Phase.Head)];
            if (heads.Length > 0) WriteSequence(writer.Line(), model, schedule, "InferHeads", heads);
            if (model.Training is not null) WriteSequence(writer.Line(), model, schedule, "EvaluateLoss", inference.Where(l => l.Kernel.Phase == Phase.Loss));
            if (LaunchTable.Suits(schedule)) new LaunchTable(model, schedule).Write(writer.Line());
            else WriteExecute(writer.Line(), model, schedule);
            WriteNames(writer.Line(), schedule);
            foreach (Launch launch in Bindings(schedule).Where(l => !IsBackward(l))) WriteBinding(writer.Line(), model, launch);
            foreach (Tensor table in schedule.Tables) WriteTable(writer.Line(), table);
        }

        return writer.ToString();
    }

    public static string EmitBackward(CompiledModel model, LaunchSchedule schedule)
    {
        var writer = new SourceWriter();
        FileHeader.WriteCode(writer, model.Spec, [], "A training step up to the gradients: forward, loss, then backward through the layers. Every gradient is overwritten.");
        using (writer.Block("partial class ModelProgram"))
        {
            WriteSequence(writer, model, schedule, "Train", schedule.Launches.Where(l => l.Training));
            WriteStepValues(writer, model);
            foreach (Launch launch in Bindings(schedule).Where(IsBackward)) WriteBinding(writer.Line(), model, launch);
        }

        return writer.ToString();
    }

    /// <summary>Numbers in the program's image: they cost nothing until a step is looked at.</summary>
    private static void WriteStepValues(SourceWriter writer, CompiledModel model)
    {
        IReadOnlyList<StepValue> values = StepValueTable.Of(model.Graph, model.Training!);
        if (values.Count == 0) return;
        int first = model.Inference.Kernels.Count;
        writer.Line().Line("/// <inheritdoc/>");
        writer.Line("protected override ReadOnlySpan<int> StepValues =>").Line("[");
        foreach (StepValue value in values)
        {
            string name = FileHeader.Escape(model.Graph.Facts[value.Layer].Name);
            writer.Line($"    {StepValueTable.Text(value, first + value.Kernel, model.Training!.Plan)}, // {(value.Kind == StepValueKind.Output ? "" : "d ")}{name}");
        }

        writer.Line("];");
    }

    private static bool IsBackward(Launch launch) => launch.Training && launch.Kernel.Phase == Phase.Backward;

    /// <summary>The first launch of each method: kernels of one structure are bound to memory by one method, too.</summary>
    private static IEnumerable<Launch> Bindings(LaunchSchedule schedule) => schedule.Launches.GroupBy(l => l.Method).Select(g => g.First());

    private static void WriteSequence(SourceWriter writer, CompiledModel model, LaunchSchedule schedule, string method, IEnumerable<Launch> launches)
    {
        if (LaunchTable.Suits(schedule))
        {
            LaunchTable.WriteSequence(writer, method, launches);
            return;
        }

        writer.Line("/// <inheritdoc/>");
        MethodParts.Write(writer, $"protected override void {method}()", $"private void {method}{{0}}()", $"{method}{{0}}();", [.. launches], part =>
        {
            foreach (Launch launch in part) writer.Line($"Launch({launch.Number}, {ItemsAndWork(model, launch)}); // {launch.Name}");
        });
    }

    public static string ItemsAndWork(CompiledModel model, Launch launch)
    {
        string work = launch.Kernel.Points.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '_') + "L" + (launch.Kernel.UsesBatch ? " * Batch" : "");
        return $"{Items(model, launch)}, {work}";
    }

    /// <summary>Targets tile differently, so each may have its own number of items.</summary>
    private static string Items(CompiledModel model, Launch launch)
    {
        string[] counts = [.. launch.Lowered.Nests.Select(n => Count(n.Items))];
        string items = counts[counts.Length - 1];
        for (int t = counts.Length - 2; t >= 0; t--)
        {
            if (counts[t] != items) items = $"{TargetCheck.Condition(model.Options.Targets[t])} ? {counts[t]} : {items}";
        }

        return items;
    }

    private static string Count(ItemCount items)
    {
        string batch = items.BatchTile <= 1 ? "Batch" : $"(Batch + {items.BatchTile - 1}) / {items.BatchTile}";
        return items.BatchTile == 0 ? $"{items.Each}" : items.Each == 1 ? batch : $"{batch} * {items.Each}";
    }

    /// <summary>One line for each launch: its method and the memory that it works on, which is all that tells launches of one method apart.</summary>
    private static void WriteExecute(SourceWriter writer, CompiledModel model, LaunchSchedule schedule)
    {
        writer.Line("/// <inheritdoc/>");
        string choose = $"case {{0}}: Execute{{0}}(kernel, from, to); break;";
        MethodParts.Write(
            writer, "protected override void Execute(int kernel, int from, int to)", "private void Execute{0}(int kernel, int from, int to)", choose, schedule.Launches,
            part =>
            {
                if (!part.Any()) return; // A model that only sees its input under another shape.
                using (writer.Block("switch (kernel)"))
                {
                    foreach (Launch launch in part) writer.Line($"case {launch.Number}: {Run(model, launch, Number)} break;");
                }
            },
            $"switch (kernel / {MethodParts.Size})");
    }

    /// <param name="number">Text of an offset.</param>
    public static string Run(CompiledModel model, Launch launch, Func<long, string> number)
    {
        IEnumerable<string> places = launch.Lowered.Nests[0].Buffers.Select(b => model.Options.Checked ? Span(Place(launch, b.Tensor, number), b.Tensor) : $"ref {Place(launch, b.Tensor, number)}");
        return $"{BindingOf(launch)}(from, to, {string.Join(", ", places)});";
    }

    private static string Number(long offset) => offset.ToString(CultureInfo.InvariantCulture);

    /// <summary>A table: a switch over all of a deep network's launches would be more than the JIT takes.</summary>
    private static void WriteNames(SourceWriter writer, LaunchSchedule schedule)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override string NameOf(int kernel) => Names.Split(' ')[kernel];").Line();
        writer.Line("/// <summary>Kernels' names, by number.</summary>");
        writer.Line("private const string Names =");
        if (schedule.Launches.Count == 0) writer.Line("    \"\";");
        for (int first = 0; first < schedule.Launches.Count; first += 8)
        {
            bool last = first + 8 >= schedule.Launches.Count;
            writer.Line($"    \"{string.Join(" ", schedule.Launches.Skip(first).Take(8).Select(l => l.Name))}{(last ? "\";" : " \" +")}");
        }
    }

    private static string BindingOf(Launch launch) => "Run" + launch.Method.Name;

    private static void WriteBinding(SourceWriter writer, CompiledModel model, Launch launch)
    {
        LoopNest nest = launch.Lowered.Nests[0];
        string[] formulas = [.. nest.Remarks.Take(launch.Kernel.Statements.Count)];
        writer.Line("/// <remarks>");
        for (int i = 0; i < formulas.Length; i++) writer.Line($"/// {FileHeader.Escape(formulas[i])}{(i + 1 < formulas.Length ? "<br/>" : "")}");
        writer.Line("/// </remarks>");
        string parameters = string.Join(", ", nest.Buffers.Select(b => model.Options.Checked ? $"Span<float> {b.Name}" : $"ref float {b.Name}"));
        using (writer.Block($"private void {BindingOf(launch)}(int from, int to, {parameters})"))
        {
            for (int t = 0; t < model.Options.Targets.Count; t++) writer.Line(TargetCheck.Prefix(model.Options.Targets, t) + Call(model, launch, t));
        }
    }

    private static string Call(CompiledModel model, Launch launch, int target)
    {
        LoopNest nest = launch.Lowered.Nests[target];
        RunNumbers numbers = launch.Method.Texts[target].Numbers;
        var arguments = nest.Buffers.Select(b => model.Options.Checked ? b.Name : $"ref {b.Name}").ToList();
        if (numbers.Batch) arguments.Add("Batch");
        if (numbers.InverseBatch) arguments.Add("InverseBatch");
        if (numbers.Dropout) arguments.Add("unchecked((int)DropoutSeed)");
        return $"{KernelEmitter.ClassOf(model.Options.Targets[launch.Method.HomeOf(target)])}.{launch.Method.Name}({string.Join(", ", arguments)}, from, to);";
    }

    public static string Place(Launch launch, Tensor tensor) => Place(launch, tensor, Number);

    private static string Place(Launch launch, Tensor tensor, Func<long, string> number)
    {
        if (tensor.Root == launch.Plan.InputInPlace) return tensor.Offset == 0 ? "Inputs" : $"Unsafe.Add(ref Inputs, {number(tensor.Offset)})";
        string offset = tensor.Storage == Storage.Constants ? "" : number(launch.Plan.OffsetOf(tensor));
        return tensor.Storage switch
        {
            Storage.Arena when tensor.Offset != 0 => $"Unsafe.Add(ref Sample({offset}), {number(tensor.Offset)})",
            Storage.Arena => $"Sample({offset})",
            Storage.Scratch => $"Scratch({offset})",
            Storage.Fixed => $"FixedAt({offset})",
            Storage.Parameters => $"Weight({offset})",
            Storage.Gradients => $"WeightGradient({offset})",
            _ => $"MemoryMarshal.GetReference({TableName(tensor)})",
        };
    }

    public static string Span(string place, Tensor tensor)
    {
        // A slice ends with its last row, which may be before the end of the tensor that it is a part of.
        long behind = tensor.IsSlice ? tensor.Stride(tensor.Extents.Count - 2) - tensor.Columns : 0;
        string count = ((tensor.IsSlice ? tensor.Root.Count : tensor.Count).ToString(CultureInfo.InvariantCulture) + (tensor.HasBatch ? " * Batch" : "")) + (behind > 0 ? $" - {behind}" : "");
        return $"MemoryMarshal.CreateSpan(ref {place}, {count})";
    }

    private static void WriteTable(SourceWriter writer, Tensor table)
    {
        writer.Line("/// <summary>Numbers known when the model was compiled.</summary>");
        writer.Line($"private static ReadOnlySpan<float> {TableName(table)} => [{string.Join(", ", table.Values.Select(CSharpDialect.Literal))}];");
    }

    private static string TableName(Tensor table) => KernelNaming.Pascal(table.Name) + "Table";
}
