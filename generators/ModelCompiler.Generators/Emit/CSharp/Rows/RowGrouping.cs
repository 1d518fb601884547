using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Rows;

/// <summary>
/// The straight code of a register tile by rows and columns, each of which is one line of C#: a value of the input times neighbouring
/// vectors of weights, or a vector of weights times the values of several cells; vectors read or written at equal distances. Rows that meet
/// the same vectors are a call (<see cref="TileGrouping"/>). Sums are independent of each other, so their order among themselves is free;
/// each sum's own terms keep theirs, and so its bits.
/// </summary>
internal sealed class RowGrouping
{
    /// <summary>As many as a line can hold.</summary>
    private const int LoadsInLine = 4;

    /// <summary>How often each name is read, in all of the statements.</summary>
    private readonly Dictionary<string, int> reads;

    private readonly List<NestStatement> grouped = [];

    private RowGrouping(EquatableArray<NestStatement> statements) => reads = Count(statements);

    /// <summary>The same code, in all of its blocks by rows and columns.</summary>
    public static EquatableArray<NestStatement> Run(EquatableArray<NestStatement> code) => new Blocks().Rewrite(code);

    private static EquatableArray<NestStatement> Group(EquatableArray<NestStatement> statements)
    {
        if (!HasVectors(statements)) return statements;
        var grouping = new RowGrouping(statements);
        for (int s = 0; s < statements.Count;) s = grouping.Next(statements, s);
        return grouping.grouped.ToEquatableArray();
    }

    private static bool HasVectors(EquatableArray<NestStatement> statements)
    {
        foreach (NestStatement statement in statements)
        {
            if (statement is VectorSet or VectorLet or Store) return true;
        }

        return false;
    }

    /// <summary>Takes the statement, or the run of statements of a kind that begins with it.</summary>
    private int Next(EquatableArray<NestStatement> statements, int start)
    {
        if (Turned(statements, start) is { } turned)
        {
            grouped.Add(turned);
            return start + TransposedLanes.Cells + 1;
        }

        int end = RunEnd(statements, start, IsZero);
        if (end > start)
        {
            IEnumerable<VectorName> sums = statements.Range(start, end - start).Cast<VectorLet>()
                .Select(let => new VectorName(let.Name, let.Value.Lanes));
            foreach (IGrouping<int, VectorName> width in sums.GroupBy(s => s.Lanes))
                grouped.AddRange(Strided.Evenly([.. width]).Select(line => new ZeroSums(line.ToEquatableArray())));
            return end;
        }

        end = RunEnd(statements, start, s => s is Store { Value: VectorName });
        if (end > start)
        {
            grouped.AddRange(Strided.Stores([.. statements.Range(start, end - start)]));
            return end;
        }

        end = RunEnd(statements, start, s => s is VectorSet { Value: VectorLoad });
        if (end > start)
        {
            grouped.AddRange(Strided.Loads([.. statements.Range(start, end - start)]));
            return end;
        }

        end = RunEnd(statements, start, s => Strided.AddedLoad(s) is not null);
        if (end > start)
        {
            grouped.AddRange(Strided.Additions([.. statements.Range(start, end - start)]));
            return end;
        }

        var lets = new Dictionary<string, VectorLet>();
        var updates = new List<MultiplyAddUpdate>();
        var summed = new HashSet<string>();
        for (end = start; end < statements.Count; end++)
        {
            if (statements[end] is VectorLet { Value: VectorLoad or Broadcast } let && !lets.ContainsKey(let.Name)) lets.Add(let.Name, let);
            else if (MultiplyAddUpdate.From(statements[end], lets) is { } update && summed.Add(update.Sum.Name)) updates.Add(update);
            else break;
        }

        if (end == start) grouped.Add(statements[end++]);
        else MultiplyAdds([.. lets.Values], updates);
        return end;
    }

    private static int RunEnd(EquatableArray<NestStatement> statements, int start, Func<NestStatement, bool> belongs)
    {
        int end = start;
        while (end < statements.Count && belongs(statements[end])) end++;
        return end;
    }

    /// <summary>Vectors that are loaded at equal distances only to be turned; null for anything else.</summary>
    private TurnRows? Turned(EquatableArray<NestStatement> statements, int start)
    {
        int end = start + TransposedLanes.Cells;
        if (end >= statements.Count || statements[end] is not RowsStore store || store.Values.Count != TransposedLanes.Cells
            || store.Values[0].Lanes > TransposedLanes.WidestTurn) return null;
        Access? first = null;
        long step = 0;
        for (int s = start; s < end; s++)
        {
            if (statements[s] is not VectorLet { Value: VectorLoad { From.Element: ElementType.Single } load } let
                || let.Name != store.Values[s - start].Name || Of(reads, let.Name) != 1) return null;
            first ??= load.From;
            if (s == start + 1) step = load.From.Offset.Constant - first.Offset.Constant;
            Access expected = first with { Offset = first.Offset.WithConstant(first.Offset.Constant + ((s - start) * step)) };
            if (!load.From.Equals(expected)) return null;
        }

        return new TurnRows(new StridedAccess(first!, step), store.To, store.Stride, store.Values[0].Lanes);
    }

    /// <summary>A sum that begins at 0, not at -0.</summary>
    private static bool IsZero(NestStatement statement) =>
        statement is VectorLet { Value: Splat { Value: 0 } splat } && 1 / splat.Value > 0;

    private void MultiplyAdds(VectorLet[] lets, List<MultiplyAddUpdate> updates)
    {
        // Vectors of several widths share a broadcast of each value. Where a row cannot say so, they stay as they are: to broadcast for
        // each width cost a kernel of six filters a fifth of its time.
        bool oneWidth = updates.All(u => u.Sum.Lanes == updates[0].Sum.Lanes);
        List<NestStatement> code = oneWidth ? Rows(updates) : MixedRows(updates) ?? [.. updates.Select(u => u.Original)];

        // A value of memory that a row or a column reads by itself needs no name any more, unless something else has read it.
        Dictionary<string, int> before = Count(updates.Select(u => u.Original)), after = Count(code);
        foreach (IGrouping<int, VectorLet> width in lets.Where(l => after.ContainsKey(l.Name) || Of(reads, l.Name) > Of(before, l.Name))
            .GroupBy(l => l.Value.Lanes))
        {
            for (int from = 0, count = width.Count(); from < count; from += LoadsInLine)
                grouped.Add(new NamedLoads(width.Skip(from).Take(LoadsInLine).ToEquatableArray()));
        }

        grouped.AddRange(TileGrouping.Run(code));
    }

    /// <summary>
    /// A row for each value of memory, where each meets vectors of one width and then one narrower vector; otherwise null.
    /// </summary>
    private static List<NestStatement>? MixedRows(List<MultiplyAddUpdate> updates)
    {
        var rows = new List<NestStatement>();
        foreach (IGrouping<Access?, MultiplyAddUpdate> value in updates.GroupBy(u => u.Left.Splat ?? u.Right.Splat))
        {
            MultiplyAddUpdate[] row = [.. value];
            VectorName?[] others = [.. row.Select(u => (u.Left.Splat is null ? u.Left : u.Right).Name)];
            bool fits = value.Key is not null && row.Length is > 1 and <= Strided.MostVectors && others.All(o => o is not null);
            fits &= row.Take(row.Length - 1).All(u => u.Sum.Lanes == row[0].Sum.Lanes) && row[row.Length - 1].Sum.Lanes < row[0].Sum.Lanes;
            if (!fits) return null;
            rows.Add(
                new MultiplyAddMixedRow(value.Key!, others.Select(o => o!).ToEquatableArray(), row.Select(u => u.Sum).ToEquatableArray()));
        }

        return rows;
    }

    private static List<NestStatement> Rows(List<MultiplyAddUpdate> updates)
    {
        var code = new List<NestStatement>();
        MultiplyAddUpdate[] all = [.. updates];
        for (int first = 0; first < all.Length;)
        {
            UpdateRow row = UpdateRow.Longest(all, first);
            code.AddRange(row.Count == 1 ? [all[first].Original] : row.Statements());
            first += row.Count;
        }

        return code;
    }

    private static Dictionary<string, int> Count(IEnumerable<NestStatement> code)
    {
        var count = new Dictionary<string, int>();
        var visitor = new VectorVisitor(part =>
        {
            if (part is VectorName name) count[name.Name] = Of(count, name.Name) + 1;
        });
        foreach (NestStatement statement in code) visitor.Visit(statement);
        return count;
    }

    private static int Of(Dictionary<string, int> count, string name) => count.TryGetValue(name, out int known) ? known : 0;

    /// <summary>A block before those inside it, whose reads of its names then are still those of single statements.</summary>
    private sealed class Blocks : NestRewriter
    {
        public override EquatableArray<NestStatement> Rewrite(EquatableArray<NestStatement> block) => base.Rewrite(Group(block));

        public override NestStatement? Rewrite(NestStatement statement) =>
            statement is BlockStatement ? base.Rewrite(statement) : statement;
    }
}
