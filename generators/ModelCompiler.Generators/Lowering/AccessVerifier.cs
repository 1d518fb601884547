using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>An access that could not be shown to stay inside its buffer.</summary>
internal sealed record UnprovenAccess(string Buffer, LinearForm Offset, long Floats, string Reason)
{
    public override string ToString() => $"{Buffer}[{Offset}], {Floats} floats: {Reason}";
}

/// <param name="Accesses">Loads and stores that were looked at.</param>
/// <param name="Unproven">Those that may leave their buffer, as far as can be told.</param>
internal sealed record AccessProof(int Accesses, IReadOnlyList<UnprovenAccess> Unproven);

/// <summary>
/// Proves of a finished loop nest, for every number of samples, that each load and store stays inside its buffer, and that each
/// <see cref="IndexClaim"/> holds. It reads nothing but the nest, so it holds whatever schedule, unrolling or pointer has been made on the
/// way. What is asked of memory ahead of time (<see cref="Prefetch"/>) may lie outside.
/// </summary>
internal sealed class AccessVerifier : NestVisitor
{
    private readonly VariableRanges ranges = new();
    private readonly Dictionary<string, NumberedForm> sizes = [];
    private readonly Dictionary<string, Pointer> pointers = [];
    private readonly List<UnprovenAccess> unproven = [];
    private int accesses;

    /// <summary>Accesses and pointers of the block that is being walked.</summary>
    private List<(Access At, long Floats)> straight = [];
    private List<string> own = [];

    /// <param name="groupSize">Work items of a group, where the nest is what one of them does; 0 for a nest over items.</param>
    public static AccessProof Prove(LoopNest nest, int groupSize = 0)
    {
        var verifier = new AccessVerifier();
        verifier.Begin(nest, groupSize);
        verifier.Visit(nest.Body);
        return new AccessProof(verifier.accesses, verifier.unproven);
    }

    private void Begin(LoopNest nest, int groupSize)
    {
        foreach (BufferParameter buffer in nest.Buffers)
        {
            Tensor root = buffer.Tensor.Root;
            sizes[buffer.Name] = (root.HasBatch ? Batch.Combine(root.Count, NumberedForm.Zero, 0) : NumberedForm.Of(root.Count))
                .Plus(-buffer.Tensor.Offset);
        }

        NumberedForm count = Count(nest.Items), zero = NumberedForm.Zero;
        if (groupSize > 0)
        {
            ranges.Declare(VariableRanges.NameOf(WorkItemId.Group), [new(zero)], [new(count.Plus(-1))]);
            ranges.Declare(VariableRanges.NameOf(WorkItemId.Local), 0, groupSize - 1);
            NumberedForm group = ranges.Linear(new IntWorkItem(WorkItemId.Group)), local = ranges.Linear(new IntWorkItem(WorkItemId.Local));
            ranges.DeclareEqual(VariableRanges.NameOf(WorkItemId.Global), group.Combine(groupSize, local, 1));
        }

        ranges.Declare(LoopNest.From, [new(zero)], []);
        ranges.Declare(LoopNest.To, [new(zero)], [new(count)]);
    }

    private NumberedForm Batch => ranges.Linear(new IntVariable(LoopNest.Batch));

    /// <summary>How many items there are: <c>each · ceil(batch / tile)</c>.</summary>
    private NumberedForm Count(ItemCount items)
    {
        if (items.BatchTile == 0) return NumberedForm.Of(Math.Max(1, items.Each));
        if (items.BatchTile == 1) return Batch.Combine(items.Each, NumberedForm.Zero, 0);
        ranges.Declare("#tiles", [new(Batch, items.BatchTile)], [new(Batch.Plus(items.BatchTile - 1), items.BatchTile)]);
        return ranges.Linear(new IntVariable("#tiles")).Combine(items.Each, NumberedForm.Zero, 0);
    }

    public override void Visit(EquatableArray<NestStatement> block)
    {
        int mark = ranges.Enter();
        (List<(Access At, long Floats)> straightAround, List<string> ownAround) = (straight, own);
        (straight, own) = ([], []);
        base.Visit(block);
        Check(straight);
        foreach (string name in own) pointers.Remove(name);
        (straight, own) = (straightAround, ownAround);
        ranges.Leave(mark);
    }

    public override void Visit(NestStatement statement)
    {
        switch (statement)
        {
            case IntegerLet let:
                ranges.DeclareEqual(let.Name, ranges.Linear(let.Value));
                break;
            case LocalArray array:
                sizes[array.Name] = NumberedForm.Of(array.Floats);
                break;
            case PointerLet let:
                NumberedForm offset = ranges.Linear(let.Offset).Combine(let.Element.OfMemory(), NumberedForm.Zero, 0);
                pointers[let.Name] = pointers.TryGetValue(let.Buffer, out Pointer at)
                    ? new(at.Buffer, at.Offset.Combine(1, offset, 1))
                    : new(let.Buffer, offset);
                own.Add(let.Name);
                break;
            case Loop loop:
                WalkLoop(loop);
                break;
            case Conditional conditional:
                WalkIf(conditional);
                break;
            case IndexClaim claim:
                Check(claim);
                break;
            default:
                base.Visit(statement);
                if (statement is Store store) straight.Add((store.To, store.Value.Lanes));
                if (statement is RowsStore rows) straight.Add((rows.To, ((rows.Values[0].Lanes - 1) * rows.Stride) + rows.Values.Count));
                break;
        }
    }

    public override void Visit(VectorExpression vector)
    {
        if (vector is VectorRead read) straight.Add((read.From, read is Broadcast ? 1 : read.Lanes));
        else base.Visit(vector);
    }

    /// <summary>A loop's variable, and its pointers as they are in each of its steps.</summary>
    private void WalkLoop(Loop loop)
    {
        int mark = ranges.Enter();
        NumberedForm from = ranges.Linear(loop.From);
        List<Bound> greatest = [.. ranges.Ends(loop.To).Select(end => new Bound(end.Plus(-1)))];
        if ((loop.From, loop.To) is (IntNumber first, IntNumber to) && to.Value > first.Value)
        {
            greatest.Add(new(NumberedForm.Of(first.Value + ((to.Value - 1 - first.Value) / loop.Step * loop.Step))));
        }

        if (ranges.IsNatural(from)) greatest.AddRange(ranges.GreatestOfNatural(loop.To));
        ranges.Declare(loop.Variable, [new(from)], greatest, VariableRanges.Gcd(ranges.Multiple(from), loop.Step));
        NumberedForm variable = ranges.Linear(new IntVariable(loop.Variable)), walked = variable.Combine(1, from, -1);
        if (loop.Step > 1) greatest.ForEach(end => ranges.Know(end.Form.Combine(1, variable, -end.Divisor)));
        PointerAdvance[] advances = [.. loop.Body.OfType<PointerAdvance>().Where(a => pointers.ContainsKey(a.Name))];
        foreach (PointerAdvance advance in advances)
        {
            Pointer at = pointers[advance.Name];
            long step = advance.Elements * advance.Element.OfMemory();
            pointers[advance.Name] = new(at.Buffer, at.Offset.Combine(loop.Step, walked, step), loop.Step);
        }

        Visit(loop.Body);
        foreach (PointerAdvance advance in advances) pointers.Remove(advance.Name);
        ranges.Leave(mark);
    }

    private void WalkIf(Conditional conditional)
    {
        int mark = ranges.Enter();
        foreach (Condition condition in conditional.Conditions) Know(condition);
        Visit(conditional.Then);
        ranges.Leave(mark);
        if (conditional.Else.Count == 0) return;
        if (conditional.Conditions.Count == 1) KnowNot(conditional.Conditions[0]);
        Visit(conditional.Else);
        ranges.Leave(mark);
    }

    private void Know(Condition condition)
    {
        NumberedForm left = ranges.Linear(condition.Left), right = ranges.Linear(condition.Right), difference = right.Combine(1, left, -1);
        if (condition.Kind == ConditionKind.Within) ranges.Know(left);
        if (condition.Kind is ConditionKind.Within or ConditionKind.Less) ranges.Know(difference.Plus(-1));
        if (condition.Kind == ConditionKind.LessOrEqual) ranges.Know(difference);
        if (condition.Kind == ConditionKind.Divisible) ranges.KnowDivisible(left, right.Constant);
    }

    private void KnowNot(Condition condition)
    {
        NumberedForm difference = ranges.Linear(condition.Left).Combine(1, ranges.Linear(condition.Right), -1);
        if (condition.Kind == ConditionKind.Less) ranges.Know(difference);
        if (condition.Kind == ConditionKind.LessOrEqual) ranges.Know(difference.Plus(-1));
    }

    /// <summary>Accesses that differ by a constant alone are shown together, by their first and their last float.</summary>
    private void Check(List<(Access At, long Floats)> straight)
    {
        accesses += straight.Count;
        var together = new Dictionary<(string Base, LinearForm Shape), (long First, long End)>();
        foreach ((Access at, long floats) in straight)
        {
            int each = at.Element.OfMemory();
            LinearForm offset = each == 1 ? at.Offset : at.Offset * each;
            (string, LinearForm) key = (at.Base, offset.WithConstant(0));
            (long first, long end) = (offset.Constant, offset.Constant + (floats * each));
            together[key] = together.TryGetValue(key, out (long First, long End) known)
                ? (Math.Min(known.First, first), Math.Max(known.End, end))
                : (first, end);
        }

        foreach (KeyValuePair<(string Base, LinearForm Shape), (long First, long End)> same in together)
        {
            Pointer place = pointers.TryGetValue(same.Key.Base, out Pointer pointer) ? pointer : new(same.Key.Base, NumberedForm.Zero);
            NumberedForm start = place.Offset.Combine(1, ranges.Linear(same.Key.Shape), place.Scale);
            void Fail(string reason) =>
                unproven.Add(new(place.Buffer, same.Key.Shape.WithConstant(same.Value.First), same.Value.End - same.Value.First, reason));
            if (!sizes.TryGetValue(place.Buffer, out NumberedForm? size)) Fail("points into no buffer here");
            else if (!ranges.IsNatural(start.Plus(same.Value.First * place.Scale))) Fail("may begin before it");
            else if (!ranges.IsNatural(size.Combine(place.Scale, start, -1).Plus(-same.Value.End * place.Scale))) Fail("may end after it");
        }
    }

    private void Check(IndexClaim claim)
    {
        NumberedForm index = ranges.Linear(claim.Index);
        bool holds = ranges.IsNatural(index) && ranges.IsNatural(NumberedForm.Of(claim.End - 1 - claim.Spread).Combine(1, index, -1));
        if (!holds) unproven.Add(new("index", claim.Index, claim.Spread + 1, $"may fall outside of 0 to {claim.End - 1}"));
    }

    /// <param name="Offset">Times <paramref name="Scale"/>: pointers that move on several floats in a loop of several steps need
    /// no fractions so.</param>
    private readonly record struct Pointer(string Buffer, NumberedForm Offset, long Scale = 1);
}
