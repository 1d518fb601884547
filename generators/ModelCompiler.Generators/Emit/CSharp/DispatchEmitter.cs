using System.Globalization;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>From a kernel's number to its code: the memory that each launch works on, the choice of an instruction set, and the tables that
/// kernels read.</summary>
internal static class DispatchEmitter
{
    /// <summary>Letters of names in a line.</summary>
    private const int ShortestLine = 80, LongestLine = 120;

    public static string Emit(CompiledModel model, LaunchSchedule schedule, MemoryNames names)
    {
        var writer = new SourceWriter();
        using (writer.Block("partial class ModelProgram"))
        {
            bool isDeep = LaunchTable.Suits(schedule);
            if (isDeep) new LaunchTable(model, schedule).Write(writer);
            else WriteExecute(writer, model, schedule, names);
            WriteNames(writer.Line(), schedule);
            if (!isDeep)
                foreach (Launch launch in Bindings(schedule)) WriteBinding(writer.Line(), model, launch);
            foreach (Tensor table in schedule.Tables) WriteTable(writer.Line(), table);
            names.Write(writer);
        }

        return FileHeader.Code(
            model.Spec, "Which code a kernel's number stands for, on which memory, for which instruction set.", writer);
    }

    /// <summary>The first launch of each method: kernels of one structure are bound to memory by one method, too.</summary>
    private static IEnumerable<Launch> Bindings(LaunchSchedule schedule) => schedule.Launches.GroupBy(l => l.Method).Select(g => g.First());

    /// <summary>One line for each launch: its method and the memory that it works on, which is all that tells launches of one
    /// method apart.</summary>
    private static void WriteExecute(SourceWriter writer, CompiledModel model, LaunchSchedule schedule, MemoryNames names)
    {
        writer.Line("/// <inheritdoc/>");
        string choose = $"case {{0}}: Execute{{0}}(kernel, from, to); break;";
        MethodParts.Write(
            writer, "protected override void Execute(int kernel, int from, int to)",
                "private void Execute{0}(int kernel, int from, int to)", choose, schedule.Launches,
            part =>
            {
                if (!part.Any()) return; // A model that only sees its input under another shape.
                using (writer.Block("switch (kernel)"))
                {
                    foreach (Launch launch in part)
                    {
                        string places = string.Join(", ", Places(model, launch, names.For(launch)));
                        writer.Line($"case {launch.Number}: {BindingOf(launch)}(from, to, {places}); break;");
                    }
                }
            },
            $"switch (kernel / {MethodParts.Size})");
    }

    /// <summary>What a kernel is given of memory.</summary>
    public static IEnumerable<string> Places(CompiledModel model, Launch launch, OffsetText offsets) =>
        launch.Lowered.Nests[0].Buffers.Select(
            b => model.Options.Checked ? Span(Place(launch, b.Tensor, offsets), b.Tensor) : $"ref {Place(launch, b.Tensor, offsets)}");

    /// <summary>A table: a switch over all of a deep network's launches would be more than the JIT takes.</summary>
    private static void WriteNames(SourceWriter writer, LaunchSchedule schedule)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override string NameOf(int kernel) => NameIn(Names, kernel);").Line();
        writer.Line("/// <summary>Kernels' names, by number; what names in braces begin with stands before these.</summary>");
        string names = NameGroups.Write([.. schedule.Launches.Select(l => l.Name)]);
        string[] lines = [.. NamesInLines(names)];
        writer.Line($"private const string Names ={(lines.Length == 1 ? $" \"{names}\";" : "")}");
        for (int l = 0; lines.Length > 1 && l < lines.Length; l++)
            writer.Line($"{SourceWriter.Tab}\"{lines[l]}\"{(l == lines.Length - 1 ? ";" : " +")}");
    }

    private static IEnumerable<string> NamesInLines(string names)
    {
        int from = 0;
        for (int end; names.Length - from > LongestLine && (end = names.IndexOf(',', from + ShortestLine) + 1) > 0; from = end)
            yield return names.Substring(from, end - from);
        yield return names.Substring(from);
    }

    private static string BindingOf(Launch launch) => "Run" + launch.Method.Name;

    private static void WriteBinding(SourceWriter writer, CompiledModel model, Launch launch)
    {
        LoopNest nest = launch.Lowered.Nests[0];
        string parameters = string.Join(", ", nest.Buffers.Select(b => KernelEmitter.Parameter(b, model.Options.Checked)));
        string[] arguments = [.. nest.Buffers.Select(b => model.Options.Checked ? b.Name : $"ref {b.Name}")];
        using (writer.Block($"private void {BindingOf(launch)}(int from, int to, {parameters})"))
        {
            writer.Lines(TargetCheck.Choices(model.Options.Targets, target => Call(model, launch, target, arguments)));
        }
    }

    /// <summary>The call of a launch's method for one target.</summary>
    /// <param name="places">What it is given of memory.</param>
    public static string Call(CompiledModel model, Launch launch, int target, IEnumerable<string> places)
    {
        RunNumbers numbers = launch.Method.Texts[target].Numbers;
        var arguments = places.ToList();
        if (numbers.Batch) arguments.Add("Batch");
        if (numbers.InverseBatch) arguments.Add("InverseBatch");
        if (numbers.Dropout) arguments.Add("unchecked((int)DropoutSeed)");
        return $"{KernelEmitter.ClassOf(model.Options.Targets[launch.Method.HomeOf(target)])}.{launch.Method.Name}"
            + $"({string.Join(", ", arguments)}, from, to);";
    }

    public static string Place(Launch launch, Tensor tensor, OffsetText offsets)
    {
        if (tensor.Root == launch.Plan.InputInPlace)
            return tensor.Offset == 0 ? "Inputs" : $"Unsafe.Add(ref Inputs, {offsets.Within(tensor.Offset)})";
        string offset = tensor.Storage == Storage.Constants ? "" : offsets.Of(tensor);
        return tensor.Storage switch
        {
            Storage.Arena when tensor.Element != ElementType.Single => $"SampleOf<{CSharpDialect.TypeOf(tensor.Element)}>({offset})",
            Storage.Arena when tensor.Offset != 0 => $"Unsafe.Add(ref Sample({offset}), {offsets.Within(tensor.Offset)})",
            Storage.Arena => $"Sample({offset})",
            Storage.Scratch => $"Scratch({offset})",
            Storage.Fixed when tensor.Element != ElementType.Single => $"FixedAt<{CSharpDialect.TypeOf(tensor.Element)}>({offset})",
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
        string count = ((tensor.IsSlice ? tensor.Root.Count : tensor.Count).ToString(CultureInfo.InvariantCulture)
            + (tensor.HasBatch ? " * Batch" : "")) + (behind > 0 ? $" - {behind}" : "");
        return $"MemoryMarshal.CreateSpan(ref {place}, {count})";
    }

    private static void WriteTable(SourceWriter writer, Tensor table)
    {
        writer.Line("/// <summary>Numbers known when the model was compiled.</summary>");
        writer.Line(
            $"private static ReadOnlySpan<float> {TableName(table)} => [{string.Join(", ", table.Values.Select(CSharpDialect.Literal))}];");
    }

    private static string TableName(Tensor table) => KernelNaming.Pascal(table.Name) + "Table";
}
