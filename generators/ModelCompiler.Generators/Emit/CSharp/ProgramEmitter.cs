using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The order of kernels, forward and backward: a screen for each.</summary>
internal static class ProgramEmitter
{
    public static string EmitForward(CompiledModel model, LaunchSchedule schedule, MemoryNames names)
    {
        var writer = new SourceWriter();
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
            OneSampleEmitter.Write(writer, model, inference, names);
            Launch[] heads = [.. inference.Where(l => l.Kernel.Phase == Phase.Head)];
            if (heads.Length > 0) WriteSequence(writer.Line(), model, schedule, "InferHeads", heads);
            if (model.Training is not null)
                WriteSequence(writer.Line(), model, schedule, "EvaluateLoss", inference.Where(l => l.Kernel.Phase == Phase.Loss));
        }

        return FileHeader.Code(model.Spec, "The forward pass: which kernels run, in which order.", writer);
    }

    public static string EmitBackward(CompiledModel model, LaunchSchedule schedule)
    {
        var writer = new SourceWriter();
        using (writer.Block("partial class ModelProgram"))
        {
            WriteSequence(writer, model, schedule, "Train", schedule.Launches.Where(l => l.Training));
            WriteStepValues(writer, model);
        }

        return FileHeader.Code(model.Spec,
            "A training step up to the gradients: forward, loss, then backward through the layers. Every gradient is overwritten.", writer);
    }

    /// <summary>Numbers in the program's image: they cost nothing until a step is looked at.</summary>
    private static void WriteStepValues(SourceWriter writer, CompiledModel model)
    {
        IReadOnlyList<StepValue> values = StepValueTable.Of(model.Graph, model.Training!.Graph);
        if (values.Count == 0) return;
        int first = model.Inference.Kernels.Count;
        writer.Line().Line("/// <inheritdoc/>");
        writer.Line("protected override ReadOnlySpan<int> StepValues =>").Line("[");
        foreach (StepValue value in values)
        {
            string name = FileHeader.Escape(model.Graph.Facts[value.Layer].Name);
            writer.Line($"\t{StepValueTable.Text(value, first + value.Kernel, model.Training!.Plan)}, "
                + $"// {(value.Kind == StepValueKind.Output ? "" : "d ")}{name}");
        }

        writer.Line("];");
    }

    private static void WriteSequence(SourceWriter writer, CompiledModel model, LaunchSchedule schedule, string method,
        IEnumerable<Launch> launches)
    {
        if (LaunchTable.Suits(schedule))
        {
            LaunchTable.WriteSequence(writer, method, launches);
            return;
        }

        writer.Line("/// <inheritdoc/>");
        MethodParts.Write(
            writer, $"protected override void {method}()", $"private void {method}{{0}}()", $"{method}{{0}}();", [.. launches], part =>
            {
                foreach (Launch launch in part) writer.Line($"Launch({launch.Number}, {ItemsAndWork(model, launch)}); // {launch.Name}");
            });
    }

    public static string ItemsAndWork(CompiledModel model, Launch launch)
    {
        string work = launch.Kernel.Work.ToString("N0", CultureInfo.InvariantCulture)
            .Replace(',', '_') + "L" + (launch.Kernel.UsesBatch ? " * Batch" : "");
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
}
