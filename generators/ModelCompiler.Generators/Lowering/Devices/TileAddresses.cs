using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// What the cells of a tile share when they are finished: the part of an address that their row makes, the part that their column makes,
/// and what is read for their column alone. Each is computed once, before the first row or at the beginning of its own.
/// </summary>
/// <param name="readsColumns">Whether a column's reads may come before its rows: all columns are there, and read as vectors.</param>
/// <param name="output">The buffer that is written; what is read of it stays where it is.</param>
internal sealed class TileAddresses(bool readsColumns, string output)
{
    private readonly Dictionary<int, HashSet<string>> columns = [];
    private readonly Dictionary<(int Column, LinearForm Part), string> ofColumns = [];
    private readonly Dictionary<(int Row, LinearForm Part), string> ofRows = [];
    private readonly Dictionary<(int Column, VectorLoad Load), string> loads = [];
    private readonly List<NestStatement> parts = [], reads = [];
    private readonly bool readsColumns = readsColumns;
    private readonly string output = output;

    /// <summary>What goes before the rows: addresses, then what is read at them.</summary>
    public IEnumerable<NestStatement> OfColumns => [.. parts, .. reads];

    /// <summary>A column whose axes are bound.</summary>
    public void AddColumn(int number, AxisScope scope, IEnumerable<Axis> axes) => columns.Add(number, VariablesOf(scope, axes));

    /// <summary>What goes before the cells of a row.</summary>
    public IEnumerable<NestStatement> OfRow(int row) =>
        ofRows.Where(p => p.Key.Row == row).Select(p => new IntegerLet(p.Value, p.Key.Part.ToExpression(), Wide: true));

    /// <summary>A cell's store with names for what it shares.</summary>
    /// <param name="scope">Binds the axes of its row.</param>
    public NestStatement Rewrite(Store store, int column, int row, AxisScope scope, IEnumerable<Axis> rows) =>
        new Sharing(this, column, row, VariablesOf(scope, rows)).Rewrite(store)!;

    private static HashSet<string> VariablesOf(AxisScope scope, IEnumerable<Axis> axes) =>
        [.. axes.SelectMany(a => scope.Numerator(AffineIndex.Of(a)).Terms.Select(t => t.Variable))];

    private sealed class Sharing(TileAddresses all, int column, int row, HashSet<string> rowVariables) : NestRewriter
    {
        public override VectorExpression Rewrite(VectorExpression vector)
        {
            VectorExpression rewritten = base.Rewrite(vector);
            if (!all.readsColumns || rewritten is not VectorLoad load || load.From.Base == all.output
                || load.From.Offset.Terms.Any(t => !all.IsOfColumn(column, t.Variable))) return rewritten;
            return new VectorName(all.NameOf(load, column), load.Lanes);
        }

        public override LinearForm Rewrite(LinearForm form)
        {
            LinearForm ofColumn = Part(form, all.columns[column].Contains), ofRow = Part(form, rowVariables.Contains);
            if (ofColumn.Terms.Count > 1) form = form + (ofColumn * -1) + LinearForm.Of(all.NameOfColumn(column, ofColumn));
            if (ofRow.Terms.Count > 1) form = form + (ofRow * -1) + LinearForm.Of(all.NameOfRow(row, ofRow));
            return form;
        }

        private static LinearForm Part(LinearForm form, Func<string, bool> belongs) =>
            new(form.Terms.Where(t => belongs(t.Variable)).ToEquatableArray(), 0);
    }

    private bool IsOfColumn(int column, string variable) =>
        columns[column].Contains(variable) || ofColumns.Any(p => p.Key.Column == column && p.Value == variable);

    private string NameOf(VectorLoad load, int column)
    {
        if (loads.TryGetValue((column, load), out string? known)) return known;
        int same = loads.Keys.Count(k => k.Column == column && k.Load.From.Base == load.From.Base);
        // The underscore keeps it from being the name of another buffer: the fourth input is input4.
        string name = $"{load.From.Base}_{(same == 0 ? "" : $"{same + 1}_")}{column}";
        reads.Add(new VectorLet(name, load));
        loads.Add((column, load), name);
        return name;
    }

    private string NameOfColumn(int column, LinearForm part)
    {
        if (ofColumns.TryGetValue((column, part), out string? known)) return known;
        int same = ofColumns.Keys.Count(k => k.Column == column);
        string name = $"atColumn{column}{(same == 0 ? "" : $"_{same + 1}")}";
        parts.Add(new IntegerLet(name, part.ToExpression(), Wide: true));
        ofColumns.Add((column, part), name);
        return name;
    }

    private string NameOfRow(int row, LinearForm part)
    {
        if (ofRows.TryGetValue((row, part), out string? known)) return known;
        int same = ofRows.Keys.Count(k => k.Row == row);
        string name = $"atRow{row}{(same == 0 ? "" : $"_{same + 1}")}";
        ofRows.Add((row, part), name);
        return name;
    }
}
