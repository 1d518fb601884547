using System.Globalization;
using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// The launches of a deep network as numbers: what a layer adds to the code is a row of a table, the method and the places that it works
/// on. Of a shallow one they are lines of code, which can be read.
/// </summary>
internal sealed class LaunchTable
{
    /// <summary>Rows of a table between two that are numbered.</summary>
    private const int RowsOfNumber = 10;

    private readonly CompiledModel model;
    private readonly LaunchSchedule schedule;
    private readonly Dictionary<string, (int Number, Launch First)> cases = [];
    private readonly List<string> rows = [];
    private readonly List<int> starts = [];

    public LaunchTable(CompiledModel model, LaunchSchedule schedule)
    {
        (this.model, this.schedule) = (model, schedule);
        int length = 0;
        foreach (Launch launch in schedule.Launches)
        {
            var row = new List<string>();
            string execute = DispatchEmitter.Run(model, launch, Cells(launch, row)), start = Start(launch);
            if (!cases.TryGetValue(execute + start, out (int Number, Launch First) known))
                cases.Add(execute + start, known = (cases.Count, launch));
            rows.Add(string.Join(", ", [known.Number.ToString(CultureInfo.InvariantCulture), .. row]));
            starts.Add(length);
            length += 1 + row.Count;
        }
    }

    /// <summary>As many launches are worth a table.</summary>
    public static bool Suits(LaunchSchedule schedule) => schedule.Launches.Count > 2 * MethodParts.Size;

    public static void WriteSequence(SourceWriter writer, string method, IEnumerable<Launch> launches)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override void {method}() => StartAll(");
        WriteNumbers(writer, launches.Select(l => l.Number.ToString(CultureInfo.InvariantCulture)), "[", "]);");
    }

    public void Write(SourceWriter writer)
    {
        writer.Lines(
        [
            "/// <inheritdoc/>",
            "protected override void Execute(int kernel, int from, int to) => Execute(Launches[Rows[kernel]..], from, to);",
            "",
            "/// <summary>Launches kernels one after another.</summary>",
        ]);
        using (writer.Block("private void StartAll(ReadOnlySpan<int> kernels)"))
            writer.Line("foreach (int kernel in kernels) Start(kernel, Launches[Rows[kernel]]);");
        WriteCases(writer, "Start", "int kernel, int binding", "kernel, binding", "binding", l => Start(l));
        WriteCases(writer, "Execute", "ReadOnlySpan<int> at, int from, int to", "at, from, to", "at[0]", l =>
        {
            var row = new List<string>();
            return DispatchEmitter.Run(model, l, Cells(l, row));
        });
        writer.Line().Line("/// <summary>For each kernel what Execute does, and the places that it does it to.</summary>");
        writer.Line("private static ReadOnlySpan<int> Launches =>").Line("[");
        for (int l = 0; l < rows.Count; l++)
        {
            if (l % RowsOfNumber == 0) writer.Line($"{SourceWriter.Tab}// {l.ToString(CultureInfo.InvariantCulture)}");
            writer.Line($"{SourceWriter.Tab}{rows[l]},");
        }

        writer.Line("];").Line();
        writer.Line("/// <summary>Where each kernel's numbers begin.</summary>");
        writer.Line("private static ReadOnlySpan<int> Rows =>");
        WriteNumbers(writer, starts.Select(s => s.ToString(CultureInfo.InvariantCulture)), "[", "];");
    }

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
        writer.Line(), $"private void {method}({parameters})", $"private void {method}{{0}}({parameters})",
        $"case {{0}}: {method}{{0}}({arguments}); break;", [.. cases.Values],
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
