using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Rows;

/// <summary>Finds places in memory that lie at equal distances.</summary>
internal static class Strided
{
    /// <summary>Vectors that the runtime's methods take at once.</summary>
    public const int MostVectors = 8;

    /// <summary>Vectors of all rows of a tile together: with what says where they lie, as many arguments as the JIT inlines.</summary>
    public const int MostInTile = 24;

    /// <summary>How many of the places from the first on lie at equal distances, and the distance. At least 1.</summary>
    public static int Length(IEnumerable<Access> places, out long stride)
    {
        stride = 0;
        Access? first = null;
        int length = 0;
        foreach (Access place in places)
        {
            first ??= place;
            if (length == 1) stride = place.Offset.Constant - first.Offset.Constant;
            bool follows = length == 0 || (stride > 0 && place.Base == first.Base && place.Offset.Terms.Equals(first.Offset.Terms)
                && place.Offset.Constant - first.Offset.Constant == stride * length);
            if (!follows) break;
            length++;
        }

        return length;
    }

    /// <summary>Parts of about one length that the runtime has methods for.</summary>
    public static IEnumerable<T[]> Evenly<T>(IReadOnlyList<T> items, int most = MostVectors)
    {
        int parts = (items.Count + most - 1) / most;
        for (int p = 0, from = 0; p < parts; p++)
        {
            int count = (items.Count - from + parts - p - 1) / (parts - p);
            yield return [.. items.Skip(from).Take(count)];
            from += count;
        }
    }

    /// <summary>Loads of sums by rows; all that are not part of one as they are.</summary>
    public static IEnumerable<NestStatement> Loads(IReadOnlyList<NestStatement> statements) =>
        Group(statements, s => s is VectorSet { Value: VectorLoad { From.Element: ElementType.Single } load } ? load.From : null,
            (from, row) => new LoadRow(from, row.Select(s => new VectorName(((VectorSet)s).Name, LanesOf(s))).ToEquatableArray()));

    /// <summary>Stores of named vectors by rows, and rows that are alike together; all that are not part of one as they are.</summary>
    public static IEnumerable<NestStatement> Stores(IReadOnlyList<NestStatement> statements)
    {
        NestStatement[] rows = [.. StoreRows(statements)];
        for (int first = 0, count; first < rows.Length; first += count)
        {
            StoreRow[] run = [.. rows.Skip(first).TakeWhile(r => IsLike(r, rows[first])).Cast<StoreRow>()];
            count = Math.Max(1, Length(run.Select(r => r.To.First), out long step));
            if (count == 1)
            {
                yield return rows[first];
                continue;
            }

            foreach (StoreRow[] part in Evenly([.. run.Take(count)], Math.Min(MostVectors, MostInTile / run[0].Values.Count)))
            {
                yield return part.Length == 1 ? part[0]
                    : new StoreTile(part[0].To, step, part.SelectMany(r => r.Values).ToEquatableArray(), part[0].Values.Count);
            }
        }
    }

    private static bool IsLike(NestStatement row, NestStatement first) => row is StoreRow a && first is StoreRow b
        && a.Values.Count == b.Values.Count && a.Values[0].Lanes > 1 && a.Values[0].Lanes == b.Values[0].Lanes
        && a.To.Stride == b.To.Stride;

    private static IEnumerable<NestStatement> StoreRows(IReadOnlyList<NestStatement> statements) =>
        Group(statements, s => s is Store { Aligned: false, Value: VectorName, To.Element: ElementType.Single } store ? store.To : null,
            (to, row) => new StoreRow(to, row.Select(s => (VectorName)((Store)s).Value).ToEquatableArray()));

    /// <summary>Sums that gain vectors of memory by rows; all that are not part of one as they are.</summary>
    public static IEnumerable<NestStatement> Additions(IReadOnlyList<NestStatement> statements) =>
        Group(statements, s => AddedLoad(s)?.From,
            (from, row) => new AddRow(from, row.Select(s => new VectorName(((VectorSet)s).Name, LanesOf(s))).ToEquatableArray()));

    /// <summary>What of memory a statement adds to a sum; null if it does anything else.</summary>
    public static VectorLoad? AddedLoad(NestStatement statement) =>
        statement is VectorSet { Value: VectorBinary { Operator: BinaryOperator.Add, Left: VectorName sum, Right: VectorLoad load } } set
            && load.From.Element == ElementType.Single && sum.Name == set.Name ? load : null;

    private static int LanesOf(NestStatement statement) => statement switch
    {
        VectorSet set => set.Value.Lanes,
        _ => ((Store)statement).Value.Lanes,
    };

    private static IEnumerable<NestStatement> Group(IReadOnlyList<NestStatement> statements, Func<NestStatement, Access?> place,
        Func<StridedAccess, NestStatement[], NestStatement> row)
    {
        for (int s = 0; s < statements.Count;)
        {
            NestStatement first = statements[s];
            int count = place(first) is null ? 1 : Length(
                statements.Skip(s).TakeWhile(next => next.GetType() == first.GetType() && place(next) is not null
                    && LanesOf(next) == LanesOf(first)).Select(next => place(next)!), out _);
            if (count == 1) yield return first;
            else
            {
                long stride = place(statements[s + 1])!.Offset.Constant - place(first)!.Offset.Constant;
                foreach (NestStatement[] part in Evenly([.. statements.Skip(s).Take(count)]))
                    yield return part.Length == 1 ? part[0] : row(new StridedAccess(place(part[0])!, stride), part);
            }

            s += count;
        }
    }
}
