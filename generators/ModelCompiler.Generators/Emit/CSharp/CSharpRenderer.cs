using ModelCompiler.Generators.Emit.CSharp.Rows;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>Loop nests as C#, with rows and columns of tiles (<see cref="RowGrouping"/>) and calls of tiles.</summary>
internal sealed class CSharpRenderer(CSharpDialect dialect, SourceWriter writer, Func<long, string>? numbers = null)
    : CStyleRenderer(dialect, writer, numbers)
{
    private readonly SourceWriter writer = writer;
    private readonly CSharpDialect dialect = dialect;

    /// <summary>Sums of a tile in one line.</summary>
    private const int SumsInLine = 8;

    /// <summary>Where calls of tiles belong that are left out, in their order.</summary>
    public List<TilePlace> Calls { get; } = [];

    protected override void Statement(NestStatement statement)
    {
        switch (statement)
        {
            case ZeroSums zero:
                int lanes = zero.Sums[0].Lanes;
                writer.Line($"{dialect.VectorType(lanes)} "
                    + $"{string.Join(", ", zero.Sums.Select(s => $"{s.Name} = {(lanes == 1 ? "0f" : "default")}"))};");
                break;
            case LoadRow load:
                writer.Line($"LoadRow{load.Sums[0].Lanes}({Strided(load.From)}, {Names(load.Sums, "out ")});");
                break;
            case AddRow add:
                writer.Line($"AddRow{add.Sums[0].Lanes}({Strided(add.From)}, {Names(add.Sums, "ref ")});");
                break;
            case StoreRow store:
                writer.Line($"StoreRow{store.Values[0].Lanes}({Strided(store.To)}, {Names(store.Values)});");
                break;
            case StoreTile store:
                writer.Line($"StoreTile{store.Values[0].Lanes}x{store.InRow}("
                    + $"{Place(store.To.First)}, {Number(store.Step)}, {Number(store.To.Stride)},");
                Rows(store.Values, store.InRow, "");
                break;
            case TurnRows turn:
                writer.Line($"TurnRows{turn.Lanes}({Strided(turn.From)}, {Place(turn.To)}, {Number(turn.Step)});");
                break;
            case MultiplyAddRow row:
                string factor = row.Factor is Broadcast b ? Place(b.From) : Vector(row.Factor);
                writer.Line($"FmaRow{row.Sums[0].Lanes}({factor}, {Names(row.Others)}, {Names(row.Sums, "ref ")});");
                break;
            case MultiplyAddMixedRow row:
                writer.Line($"FmaRow{row.Sums[0].Lanes}And{row.Sums[row.Sums.Count - 1].Lanes}({Place(row.Factor)}, {Names(row.Others)}, "
                    + $"{Names(row.Sums, "ref ")});");
                break;
            case MultiplyAddTile tile:
                Tile(tile);
                break;
            case MultiplyAddMemoryRow row:
                writer.Line($"FmaRow{row.Sums[0].Lanes}({Place(row.Factor)}, {Strided(row.Others)}, {Names(row.Sums, "ref ")});");
                break;
            case MultiplyAddColumn column:
                writer.Line(
                    $"FmaColumn{column.Sums[0].Lanes}({Strided(column.Others)}, {column.Factor.Name}, {Names(column.Sums, "ref ")});");
                break;
            case NamedLoads loads:
                writer.Line($"{dialect.VectorType(loads.Lets[0].Value.Lanes)} "
                    + $"{string.Join(", ", loads.Lets.Select(l => $"{l.Name} = {Vector(l.Value)}"))};");
                break;
            case OutlinedTile tile:
                string arguments = string.Join(", ", tile.Pointers.Select(p => Reference(p.At)).Concat(tile.Numbers.Select(n => n.Name)));
                Calls.Add(new TilePlace(writer.Length, writer.Indentation, arguments));
                break;
            default:
                base.Statement(statement);
                break;
        }
    }

    private void Tile(MultiplyAddTile tile)
    {
        int vectors = tile.Others.Count, first = tile.Others[0].Lanes, last = tile.Others[vectors - 1].Lanes;
        writer.Line($"FmaTile{first}{(last == first ? "" : $"And{last}")}({Strided(tile.Factors)}, {Names(tile.Others)},");
        Rows(tile.Sums, vectors, "ref ");
    }

    /// <summary>The last arguments of a call: rows of sums, as many in a line as are read at a glance.</summary>
    private void Rows(EquatableArray<VectorName> sums, int inRow, string passed)
    {
        int rows = sums.Count / inRow, inLine = Math.Max(1, SumsInLine / inRow);
        using (writer.Indent())
        {
            for (int row = 0; row < rows; row += inLine)
            {
                IEnumerable<string> line = Enumerable.Range(row, Math.Min(inLine, rows - row))
                    .Select(r => Names(sums.Range(r * inRow, inRow), passed));
                writer.Line(string.Join(",  ", line) + (row + inLine < rows ? "," : ");"));
            }
        }
    }

    private string Reference(Access at) => $"ref {dialect.At(at.Element, at.Base, Offset(at.Offset))}";

    private string Place(Access at) => $"ref {at.Base}, {Offset(at.Offset)}";

    private string Strided(StridedAccess access) => $"{Place(access.First)}, {Number(access.Stride)}";

    private static string Names(IEnumerable<VectorName> names, string passed = "") => string.Join(", ", names.Select(n => passed + n.Name));
}

/// <summary>Where in a kernel's text a call of a tile belongs.</summary>
/// <param name="At">The position in the text.</param>
/// <param name="Arguments">But for those in which the tiles of a method differ.</param>
internal sealed record TilePlace(int At, string Indentation, string Arguments);
