using System.Globalization;
using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// The launches of a deep network as numbers: what a layer adds to the code is a row of a table, the method and the places that it works
/// on. Each instruction set has a switch over the methods. Of a shallow network launches are lines of code, which can be read.
/// </summary>
internal sealed class LaunchTable
{
    /// <summary>Rows of a table between two that are numbered.</summary>
    private const int RowsOfNumber = 10;

    private readonly CompiledModel model;
    private readonly LaunchSchedule schedule;
    private readonly Dictionary<string, (int Number, Launch First)> cases = [];
    private readonly List<string> rows = [];

    /// <summary>For each case how many places it has.</summary>
    private readonly List<int> places = [];

    public LaunchTable(CompiledModel model, LaunchSchedule schedule)
    {
        (this.model, this.schedule) = (model, schedule);
        foreach (Launch launch in schedule.Launches)
        {
            var row = new List<string>();
            string execute = launch.Method.Name + string.Join(", ", DispatchEmitter.Places(model, launch, Cells(launch, row)));
            string start = Start(launch);
            if (!cases.TryGetValue(execute + start, out (int Number, Launch First) known))
            {
                cases.Add(execute + start, known = (cases.Count, launch));
                places.Add(row.Count);
            }

            rows.Add(string.Join(", ", [known.Number.ToString(CultureInfo.InvariantCulture), .. row]));
        }
    }

    /// <summary>As many launches are worth a table.</summary>
    public static bool Suits(LaunchSchedule schedule) => schedule.Launches.Count > 2 * MethodParts.Size;

    public static void WriteSequence(SourceWriter writer, string method, IEnumerable<Launch> launches)
    {
        writer.Line("/// <inheritdoc/>");
        string[] ends = [.. Ranges(launches).SelectMany(r => new[] { r.First, r.End })
            .Select(n => n.ToString(CultureInfo.InvariantCulture))];
        if (ends.Length == 2)
        {
            writer.Line($"protected override void {method}() => StartAll([{string.Join(", ", ends)}]);");
            return;
        }

        writer.Line($"protected override void {method}() => StartAll(");
        WriteNumbers(writer, ends, "[", "]);");
    }

    /// <summary>Neighbours together.</summary>
    private static IEnumerable<(int First, int End)> Ranges(IEnumerable<Launch> launches)
    {
        (int First, int End) range = (0, 0);
        foreach (Launch launch in launches)
        {
            if (launch.Number != range.End && range.End > range.First) yield return range;
            range = (launch.Number == range.End && range.End > range.First ? range.First : launch.Number, launch.Number + 1);
        }

        if (range.End > range.First) yield return range;
    }

    public void Write(SourceWriter writer)
    {
        writer.Line("/// <summary>Launches kernels one after another, those from a first number to before a second.</summary>");
        using (writer.Block("private void StartAll(ReadOnlySpan<int> ranges)"))
        using (writer.Block("for (int range = 0; range < ranges.Length; range += 2)"))
            writer.Line("for (int kernel = ranges[range]; kernel < ranges[range + 1]; kernel++) Start(kernel, Launches[Rows[kernel]]);");

        WriteCases(writer, "Start", "int kernel, int binding", "kernel, binding", "binding", Start);
        writer.Line().Line("/// <inheritdoc/>");
        using (writer.Block("protected override void Execute(int kernel, int from, int to)"))
        {
            writer.Line("ReadOnlySpan<int> at = Launches[Rows[kernel]..];");
            writer.Lines(TargetCheck.Choices(model.Options.Targets, target => $"{ExecuteOf(target)}(at, from, to);"));
        }

        for (int t = 0; t < model.Options.Targets.Count; t++)
        {
            int target = t;
            WriteCases(writer, ExecuteOf(target), "ReadOnlySpan<int> at, int from, int to", "at, from, to", "at[0]",
                l => DispatchEmitter.Call(model, l, target, DispatchEmitter.Places(model, l, Cells(l, []))));
        }

        writer.Line().Line("/// <summary>For each kernel which case it is, and the places that it is done to.</summary>");
        writer.Line("private static ReadOnlySpan<int> Launches =>").Line("[");
        for (int l = 0; l < rows.Count; l++)
        {
            if (l % RowsOfNumber == 0) writer.Line($"{SourceWriter.Tab}// {l.ToString(CultureInfo.InvariantCulture)}");
            writer.Line($"{SourceWriter.Tab}{rows[l]},");
        }

        writer.Line("];").Line();
        writer.Line("/// <summary>Where each kernel's numbers begin.</summary>");
        writer.Line("private static readonly int[] Rows = RowsOf(Launches, Places);").Line();
        writer.Line("/// <summary>How many places each case has.</summary>");
        writer.Line("private static ReadOnlySpan<int> Places =>");
        WriteNumbers(writer, places.Select(s => s.ToString(CultureInfo.InvariantCulture)), "[", "];");
    }

    private string ExecuteOf(int target) => "Execute" + KernelEmitter.ClassOf(model.Options.Targets[target]);

    private static OffsetText Cells(Launch launch, List<string> row) =>
        new(tensor => Cell(row, launch.Plan.OffsetOf(tensor)), within => Cell(row, within));

    /// <summary>Text of the next number of a row.</summary>
    private static string Cell(List<string> row, long offset)
    {
        row.Add(offset.ToString(CultureInfo.InvariantCulture));
        return $"at[{row.Count}]";
    }

    private string Start(Launch launch) => $"Launch(kernel, {ProgramEmitter.ItemsAndWork(model, launch)});";

    private void WriteCases(SourceWriter writer, string method, string parameters, string arguments, string number,
        Func<Launch, string> body) => MethodParts.Write(
        writer.Line(), $"private void {method}({parameters})", $"private void {method}Part{{0}}({parameters})",
        $"case {{0}}: {method}Part{{0}}({arguments}); break;", [.. cases.Values],
        part =>
        {
            using (writer.Block($"switch ({number})"))
            {
                foreach ((int at, Launch first) in part) writer.Line($"case {at}: {body(first)} break;");
            }
        },
        $"switch ({number} / {MethodParts.Size})");

    private static void WriteNumbers(SourceWriter writer, IEnumerable<string> numbers, string before, string after)
    {
        string[] all = [.. numbers];
        writer.Line(before);
        for (int n = 0; n < all.Length; n += 20) writer.Line(SourceWriter.Tab + string.Join(", ", all.Skip(n).Take(20)) + ",");
        writer.Line(after);
    }
}
