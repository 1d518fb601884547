using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>One operand's part of a tile: how the group copies it to local memory. What does not change with the depth is computed once, before the loop over it.</summary>
/// <param name="name">The local array.</param>
/// <param name="buffer">The operand's buffer.</param>
/// <param name="outer">The operand's own output axes, rows or columns.</param>
/// <param name="start">The tile's first row or column.</param>
/// <param name="width">Rows or columns of the tile.</param>
internal sealed class OperandTile(string name, string buffer, Load load, FlatAxes outer, string start, int width, FlatAxes depth, ContractionTile tile)
{
    private const string Lane = "lane", InTile = "place", Number = "k";

    private readonly Guard[] guards = GuardedLoad.Of(load);

    /// <summary>Neighbouring work items read neighbouring floats: along the depth where the operand lies that way.</summary>
    private readonly bool alongDepth = depth.Axes.Count > 0 && Strides.Along(load, depth.Axes[depth.Axes.Count - 1]) == 1;

    /// <summary>Floats from one step of the depth to the next; one more than needed where stores would all meet in one bank.</summary>
    public int Stride => alongDepth ? width + 1 : width;

    public int Floats => Stride * tile.Depth;

    public LocalArray Declaration => new(name, Floats);

    private int Copies => (width * tile.Depth + tile.GroupSize - 1) / tile.GroupSize;

    /// <summary>Element r of those that a work item copies: its place along rows or columns, and along the depth.</summary>
    private (IntExpression Outer, IntExpression Depth, IntExpression Number) Place(int r)
    {
        IntExpression number = new IntVariable(Lane) + ((long)r * tile.GroupSize);
        // Where the group is a multiple of the fast extent, only the slow place differs from one r to the next.
        int fast = alongDepth ? tile.Depth : width;
        bool steps = tile.GroupSize % fast == 0;
        IntExpression lane = new IntVariable(Lane);
        IntExpression low = steps ? lane % fast : number % fast;
        IntExpression high = steps ? (lane / fast) + ((long)r * (tile.GroupSize / fast)) : number / fast;
        return alongDepth ? (high, low, number) : (low, high, number);
    }

    /// <summary>Before the loop: rows or columns of this work item's copies.</summary>
    public List<NestStatement> Prepare()
    {
        var code = new List<NestStatement>();
        for (int r = 0; r < DistinctOuter; r++)
        {
            code.Add(new IntegerLet(OuterName(r), new IntVariable(start) + Place(r).Outer, false));
            code.AddRange(outer.Decode(new IntVariable(OuterName(r)), new AxisScope(), Suffix(r)).Lets);
        }

        return code;
    }

    /// <summary>Inside the loop over the depth: the copies of one tile.</summary>
    /// <param name="from">The depth at which the tile begins.</param>
    /// <param name="to">Where the sum ends.</param>
    /// <param name="whole">The sum ends with a whole tile.</param>
    /// <param name="around">Binds the axes of both operands.</param>
    public Scope Copy(IntExpression from, IntExpression to, bool whole, AxisScope around)
    {
        bool oneDepth = alongDepth && tile.GroupSize % tile.Depth == 0;
        var code = new List<NestStatement>();
        (List<NestStatement> lets, AxisScope scope) = DepthOf(0, from, around);
        if (oneDepth) code.AddRange(lets);
        for (int r = 0; r < Copies; r++)
        {
            if (oneDepth)
            {
                code.Add(new Scope(CopyOne(r, scope, to, whole).ToEquatableArray()));
                continue;
            }

            (lets, scope) = DepthOf(r, from, around);
            code.Add(new Scope([.. lets, .. CopyOne(r, scope, to, whole)]));
        }

        return new Scope(code.ToEquatableArray());
    }

    /// <summary>Takes the depth of copy r apart.</summary>
    private (List<NestStatement> Lets, AxisScope Scope) DepthOf(int r, IntExpression from, AxisScope around)
    {
        (List<NestStatement> lets, AxisScope scope) = depth.Decode(new IntVariable(Number), BindSingles(around), "K");
        lets.InsertRange(0, [new IntegerLet(InTile, Place(r).Depth, false), new IntegerLet(Number, from + new IntVariable(InTile), false)]);
        return (lets, scope);
    }

    /// <summary>All copies share one row or column where that is the fast place.</summary>
    private int DistinctOuter => !alongDepth && tile.GroupSize % width == 0 ? 1 : Copies;

    private string Suffix(int r) => $"{char.ToUpperInvariant(name[0])}{name.Substring(1, name.Length - 5)}{(DistinctOuter == 1 ? "" : r.ToString())}";

    private string OuterName(int r) => $"at{Suffix(r)}";

    private List<NestStatement> CopyOne(int r, AxisScope scope, IntExpression to, bool whole)
    {
        const string value = "value", cell = "cell";
        int outerNumber = DistinctOuter == 1 ? 0 : r;
        foreach (Axis axis in outer.Axes) scope = scope.With(axis, LinearForm.Of(axis.Name + Suffix(outerNumber)));
        var conditions = new List<Condition>();
        if (!IsWhole(outer, width)) conditions.Add(new Condition(ConditionKind.Less, new IntVariable(OuterName(outerNumber)), outer.Count));
        if (!whole) conditions.Add(new Condition(ConditionKind.Less, new IntVariable(Number), to));
        conditions.AddRange(GuardedLoad.Conditions(guards, scope));
        (List<NestStatement> quotients, AxisScope divided) = GuardedLoad.Divide(guards, scope, "");
        var read = new VectorSet(value, new VectorLoad(new Access(buffer, divided.Address(load.Tensor, load.Indices)), 1));
        var store = new Store(new Access(name, (LinearForm.Of(InTile) * Stride) + LinearForm.Of(cell)), new VectorName(value, 1));
        bool ragged = (long)tile.GroupSize * Copies != (long)width * tile.Depth;
        return
        [
            new VectorLet(value, new Splat(0, 1)),
            .. GuardedLoad.When(conditions, [.. quotients, read]),
            new IntegerLet(cell, Place(r).Outer, false),
            .. GuardedLoad.When(ragged ? [new Condition(ConditionKind.Less, Place(r).Number, (long)width * tile.Depth)] : [], [store]),
        ];
    }

    private AxisScope BindSingles(AxisScope scope) => load.Indices.SelectMany(i => i.Terms).Select(t => t.Axis).Where(a => a.Extent == 1).Aggregate(scope, (s, axis) => s.With(axis, 0));

    /// <summary>Whether tiles of this size end where the axes end, whatever the batch.</summary>
    public static bool IsWhole(FlatAxes axes, int size) => axes.Each % size == 0;
}
