using System.Text;
using ModelCompiler.Generators.Lowering.Tiles;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>A loop nest as indented text of no language: what happens, in which order, on how many lanes.</summary>
internal sealed class LoopNestPrinter : NestVisitor
{
    private readonly StringBuilder text = new();
    private int depth = 1;

    public static string Print(LoopNest nest)
    {
        var printer = new LoopNestPrinter();
        string items = nest.Items == ItemCount.OneSample ? "one sample" : nest.Items.BatchTile == 0 ? $"{nest.Items.Each}"
            : $"{nest.Items.Each} for each {(nest.Items.BatchTile == 1 ? "sample" : $"{nest.Items.BatchTile} samples")}";
        printer.text.Append(
            $"nest {nest.Name}({string.Join(", ", nest.Buffers.Select(b => b.Written ? $"out {b.Name}" : b.Name))}), items: {items}\n");
        printer.Visit(nest.Body);
        return printer.text.ToString();
    }

    public override void Visit(NestStatement statement)
    {
        switch (statement)
        {
            case Loop loop:
                string step = loop.Step == 1 ? "" : $" by {loop.Step}";
                Block($"for {loop.Variable} in {VectorPrinter.Print(loop.From)}..{VectorPrinter.Print(loop.To)}{step}", loop.Body);
                break;
            case Conditional conditional:
                Block($"if {string.Join(" and ", conditional.Conditions.Select(Condition))}", conditional.Then);
                if (conditional.Else.Count > 0) Block("else", conditional.Else);
                break;
            case Scope scope:
                Block("do", scope.Body);
                break;
            case RegisterTile tile:
                Block("tile", tile.Body);
                break;
            case OutlinedTile outlined:
                Visit(outlined.Tile);
                break;
            default:
                Line(Simple(statement));
                break;
        }
    }

    private static string Simple(NestStatement statement) => statement switch
    {
        IndexClaim claim => $"claim 0 <= {VectorPrinter.Print(claim.Index.ToExpression())} + 0..{claim.Spread} < {claim.End}",
        Comment comment => $"# {comment.Text}",
        AxisRemark remark => $"# {remark.Text}",
        IntegerLet let => $"{let.Name} = {VectorPrinter.Print(let.Value)}",
        PointerLet let => $"{let.Name} -> {VectorPrinter.Print(new Access(let.Buffer, let.Offset))}",
        PointerAdvance advance => $"{advance.Name} -> {advance.Name}[{advance.Elements}]",
        LocalArray array => $"{array.Name} = {array.Floats} floats of the group",
        GroupBarrier => "barrier",
        VectorLet let => $"{let.Name}:{let.Value.Lanes} = {VectorPrinter.Print(let.Value)}",
        VectorSet set => $"{set.Name} = {VectorPrinter.Print(set.Value)}",
        Store store => $"{VectorPrinter.Print(store.To)}:{store.Value.Lanes} = {VectorPrinter.Print(store.Value)}",
        RowsStore store => $"{VectorPrinter.Print(store.To)}:{store.Values[0].Lanes} rows by {store.Stride} = "
            + $"{string.Join(", ", store.Values.Select(VectorPrinter.Print))}",
        Prefetch prefetch => $"prefetch {VectorPrinter.Print(prefetch.From)}",
        _ => throw new InvalidOperationException($"No notation for {statement.GetType().Name}."),
    };

    private static string Condition(Condition c) => c.Kind switch
    {
        ConditionKind.Within => $"0 <= {VectorPrinter.Print(c.Left)} < {VectorPrinter.Print(c.Right)}",
        ConditionKind.Divisible => $"{VectorPrinter.Print(c.Right)} divides {VectorPrinter.Print(c.Left)}",
        ConditionKind.Less => $"{VectorPrinter.Print(c.Left)} < {VectorPrinter.Print(c.Right)}",
        _ => $"{VectorPrinter.Print(c.Left)} <= {VectorPrinter.Print(c.Right)}",
    };

    private void Block(string header, EquatableArray<NestStatement> body)
    {
        Line(header);
        depth++;
        Visit(body);
        depth--;
    }

    private void Line(string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');
}
