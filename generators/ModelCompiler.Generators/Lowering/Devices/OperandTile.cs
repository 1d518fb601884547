using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// One operand's part of a tile: how the group brings it to local memory, from buffer to registers (<see cref="Fetch"/>) and from there to
/// one half of a local array (<see cref="Keep"/>) while the other half is being multiplied. What does not change with the depth is computed
/// once, before the loop over it.
/// </summary>
/// <param name="name">The operand's: <c>left</c> or <c>right</c>.</param>
/// <param name="buffer">The operand's buffer.</param>
/// <param name="outer">The operand's own output axes, rows or columns.</param>
/// <param name="start">The tile's first row or column.</param>
/// <param name="width">Rows or columns of the tile.</param>
internal sealed class OperandTile(string name, string buffer, Load load, FlatAxes outer, string start, int width,
    FlatAxes depth, ContractionTile tile)
{
    /// <summary>Which half of the local arrays is being filled.</summary>
    public const string Half = "half";

    private const string Lane = "lane";

    private readonly Guard[] guards = Guard.Of(load);

    /// <summary>Neighbouring work items read neighbouring floats: along the depth where the operand lies that way.</summary>
    private readonly bool alongDepth = LiesAlong(load, depth);

    /// <summary>Floats that a work item moves at once: four where they are sure to lie side by side, at a multiple of four.</summary>
    private readonly int vector = FourAreOne(load, LiesAlong(load, depth) ? depth : outer, outer, depth) ? 4 : 1;

    /// <summary>The local array.</summary>
    public string Array => name + "Tile";

    /// <summary>Floats from one step of the depth to the next: some more than needed where stores would all meet in one bank.</summary>
    public int Stride => alongDepth ? width + 4 : width;

    /// <summary>Floats of one half.</summary>
    public int Floats => Stride * tile.Depth;

    public LocalArray Declaration => new(Array, 2 * Floats);

    private int Moves => ((width * tile.Depth / vector) + tile.GroupSize - 1) / tile.GroupSize;

    /// <summary>Whether some work items have nothing to move in the last turn.</summary>
    private bool Ragged => (long)tile.GroupSize * Moves * vector != (long)width * tile.Depth;

    /// <summary>Move r of a work item: its place along rows or columns, and along the depth.</summary>
    private (IntExpression Outer, IntExpression Depth, IntExpression Number) Place(int r)
    {
        IntExpression lane = new IntVariable(Lane), number = lane + ((long)r * tile.GroupSize);
        // Where the group is a multiple of the fast extent, only the slow place differs from one r to the next.
        bool steps = tile.GroupSize % Fast == 0;
        IntExpression low = (steps ? lane % Fast : number % Fast) * vector;
        IntExpression high = steps ? (lane / Fast) + ((long)r * (tile.GroupSize / Fast)) : number / Fast;
        return alongDepth ? (high, low, number) : (low, high, number);
    }

    /// <summary>Moves until the fast place begins again.</summary>
    private int Fast => (alongDepth ? tile.Depth : width) / vector;

    /// <summary>Before the loop: rows or columns of this work item's moves, and their part of the addresses.</summary>
    public List<NestStatement> Prepare()
    {
        var code = new List<NestStatement>();
        for (int r = 0; r < DistinctOuter; r++)
        {
            code.Add(new IntegerLet(OuterName(r), new IntVariable(start) + Place(r).Outer, false));
            (List<NestStatement> lets, AxisScope scope) = outer.Decode(new IntVariable(OuterName(r)), new AxisScope(), Suffix(r));
            code.AddRange(lets);
            if (HasBase) code.Add(new IntegerLet(BaseName(r), AddressOf(scope).ToExpression(), Wide: true));
        }

        if (CellsAreEven) code.Add(new IntegerLet(Cell, CellOf(0), false));
        return code;
    }

    /// <summary>Declares the registers of a work item's moves, at first 0, and reads what is there.</summary>
    /// <param name="from">The depth at which the tile begins.</param>
    /// <param name="to">Where the sum ends.</param>
    /// <param name="whole">The tile is sure to end before.</param>
    /// <param name="around">Binds the axes of both operands.</param>
    public IEnumerable<NestStatement> Fetch(IntExpression from, IntExpression to, bool whole, AxisScope around)
    {
        for (int r = 0; r < Moves; r++) yield return new VectorLet(Value(r), new Splat(0, vector));
        bool oneDepth = Moves == 1 || alongDepth && tile.GroupSize % (tile.Depth / vector) == 0;
        var code = new List<NestStatement>();
        (List<NestStatement> lets, AxisScope scope) = DepthOf(0, from, around);
        if (oneDepth) code.AddRange(lets);
        bool sameOffset = oneDepth && HasBase && Moves > 1;
        if (sameOffset) code.Add(new IntegerLet(Offset, DepthOffset(scope).ToExpression(), Wide: true));
        for (int r = 0; r < Moves; r++)
        {
            if (!oneDepth) (lets, scope) = DepthOf(r, from, around);
            List<NestStatement> read = ReadOne(r, scope, to, whole, sameOffset);
            code.AddRange(oneDepth ? read : [new Scope([.. lets, .. read])]);
        }

        yield return new Scope(code.ToEquatableArray());
    }

    /// <summary>Puts the registers into the half of the local array that <see cref="Half"/> begins.</summary>
    /// <param name="half">Whether there is such a variable; otherwise it is the first.</param>
    public IEnumerable<NestStatement> Keep(bool half)
    {
        IntExpression InHalf(IntExpression cell) => half ? (new IntVariable(Half) * Floats) + cell : cell;
        string even = half ? $"{name}Into" : Cell;
        if (CellsAreEven && half) yield return new IntegerLet(even, InHalf(new IntVariable(Cell)), false);
        for (int r = 0; r < Moves; r++)
        {
            var cell = LinearForm.Of(CellsAreEven ? even : $"{Cell}{r}") + LinearForm.Number(CellsAreEven ? r * CellStep : 0);
            if (!CellsAreEven) yield return new IntegerLet($"{Cell}{r}", InHalf(CellOf(r)), false);
            var stores = new List<NestStatement>();
            if (vector == 1 || !alongDepth)
                stores.Add(new Store(new Access(Array, cell), new VectorName(Value(r), vector), Aligned: vector > 1));
            else
            {
                for (int k = 0; k < vector; k++)
                    stores.Add(new Store(new Access(Array, cell + LinearForm.Number(k * Stride)),
                        new LaneOf(new VectorName(Value(r), vector), k, 1)));
            }

            foreach (NestStatement statement in Conditional.When(
                Ragged ? [new Condition(ConditionKind.Less, Place(r).Number * vector, (long)width * tile.Depth)] : [], stores))
                yield return statement;
        }
    }

    /// <summary>Where move r of a work item belongs in a half.</summary>
    private IntExpression CellOf(int r)
    {
        (IntExpression outerPlace, IntExpression depthPlace, _) = Place(r);
        return (depthPlace * Stride) + outerPlace;
    }

    /// <summary>Whether a work item's cells lie at equal distances.</summary>
    private bool CellsAreEven => Moves == 1 || tile.GroupSize % Fast == 0;

    /// <summary>The distance; of its slow place alone.</summary>
    private long CellStep => (long)(tile.GroupSize / Fast) * (alongDepth ? 1 : Stride);

    private string Value(int r) => $"{name}Next{r}";

    /// <summary>The place in a half of a work item's first cell.</summary>
    private string Cell => $"{name}Cell";

    /// <summary>What all moves of a work item add to their bases.</summary>
    private string Offset => $"{name}Offset";

    /// <summary>Takes the depth of move r apart.</summary>
    private (List<NestStatement> Lets, AxisScope Scope) DepthOf(int r, IntExpression from, AxisScope around)
    {
        (List<NestStatement> lets, AxisScope scope) = depth.Decode(new IntVariable("k"), BindSingles(around), "K");
        lets.Insert(0, new IntegerLet("k", from + Place(r).Depth, false));
        return (lets, scope);
    }

    /// <summary>All moves share one row or column where that is the fast place.</summary>
    private int DistinctOuter => !alongDepth && tile.GroupSize % (width / vector) == 0 ? 1 : Moves;

    private string Suffix(int r) => char.ToUpperInvariant(name[0]) + name.Substring(1) + (DistinctOuter == 1 ? "" : r.ToString());

    private string OuterName(int r) => $"at{Suffix(r)}";

    private string BaseName(int r) => $"base{Suffix(r)}";

    /// <summary>Whether an address is a sum of what rows or columns and what the depth contribute: not where indices are divided.</summary>
    private bool HasBase => load.Indices.All(i => i.Divisor == 1);

    /// <summary>The part of the address that the bound axes make.</summary>
    private LinearForm AddressOf(AxisScope scope)
    {
        LinearForm address = LinearForm.Number(0);
        for (int d = 0; d < load.Indices.Count; d++)
        {
            AffineIndex index = load.Indices[d];
            var bound = new AffineIndex(index.Terms.Where(t => scope.IsBound(t.Axis)).ToEquatableArray());
            address += scope.Numerator(bound) * load.Tensor.Stride(d);
        }

        return address;
    }

    /// <param name="sameOffset">What the depth adds to the address has a name.</param>
    private List<NestStatement> ReadOne(int r, AxisScope scope, IntExpression to, bool whole, bool sameOffset)
    {
        int number = DistinctOuter == 1 ? 0 : r;
        foreach (Axis axis in outer.Axes) scope = scope.With(axis, LinearForm.Of(axis.Name + Suffix(number)));
        var conditions = new List<Condition>();
        if (Ragged && r == Moves - 1) conditions.Add(new Condition(ConditionKind.Less, Place(r).Number * vector, (long)width * tile.Depth));
        if (!IsWhole(outer, width)) conditions.Add(new Condition(ConditionKind.Less, new IntVariable(OuterName(number)), outer.Count));
        if (!whole) conditions.Add(new Condition(ConditionKind.Less, new IntVariable("k"), to));
        conditions.AddRange(Guard.Conditions(guards, scope));
        (List<NestStatement> quotients, AxisScope divided) = Guard.Divide(guards, scope, "");
        LinearForm address = divided.Address(load.Tensor, load.Indices);
        if (HasBase) address = sameOffset ? LinearForm.Of(BaseName(number)) + LinearForm.Of(Offset) : WithBase(address, number);
        var at = new Access(buffer, address, load.Tensor.Element);
        var read = new VectorSet(Value(r), vector == 1 ? new VectorLoad(at, 1) : new AlignedLoad(at, vector));
        List<NestStatement> code = Conditional.When(conditions, [.. quotients, read]);
        return quotients.Count > 0 && conditions.Count == 0 ? [new Scope(code.ToEquatableArray())] : code;
    }

    /// <summary>The address with what rows or columns make of it replaced by what was computed before the loop.</summary>
    private LinearForm WithBase(LinearForm address, int number)
    {
        AxisScope own = outer.Axes.Aggregate(new AxisScope(), (s, axis) => s.With(axis, LinearForm.Of(axis.Name + Suffix(number))));
        return address + (AddressOf(own) * -1) + LinearForm.Of(BaseName(number));
    }

    /// <summary>The rest of the address: of the depth and of constants.</summary>
    private LinearForm DepthOffset(AxisScope depthScope)
    {
        AxisScope own = outer.Axes.Aggregate(new AxisScope(), (s, axis) => s.With(axis, LinearForm.Of(axis.Name)));
        AxisScope all = outer.Axes.Aggregate(depthScope, (s, axis) => s.With(axis, LinearForm.Of(axis.Name)));
        return all.Address(load.Tensor, load.Indices) + (AddressOf(own) * -1);
    }

    private AxisScope BindSingles(AxisScope scope) => scope.WithSingles(load.Indices.SelectMany(i => i.Terms).Select(t => t.Axis));

    /// <summary>Whether tiles of this size end where the axes end, whatever the batch.</summary>
    public static bool IsWhole(FlatAxes axes, int size) => axes.Each % size == 0;

    private static bool LiesAlong(Load load, FlatAxes axes) =>
        axes.Axes.Count > 0 && Strides.Along(load, axes.Axes[axes.Axes.Count - 1]) == 1;

    /// <summary>Four neighbours along the fast axis are four neighbouring floats, all there or none, at a multiple of four.</summary>
    private static bool FourAreOne(Load load, FlatAxes fast, FlatAxes outer, FlatAxes depth)
    {
        if (fast.Axes.Count == 0) return false;
        Axis axis = fast.Axes[fast.Axes.Count - 1];
        if (axis.IsBatch || axis.Extent % 4 != 0 || Strides.Along(load, axis) != 1 || load.Tensor.Offset % 4 != 0) return false;
        if (Guard.Of(load).Any(g => g.Index.Uses(axis)) || load.Indices.Any(i => i.Divisor != 1)) return false;
        long constant = load.Indices.Select((index, d) => index.Constant * load.Tensor.Stride(d)).Sum();
        bool Steps(Axis other) => other == axis || other.Extent == 1 || Strides.Along(load, other) % 4 == 0;
        return constant % 4 == 0 && load.Indices.SelectMany(i => i.Terms).All(t => Steps(t.Axis));
    }
}
