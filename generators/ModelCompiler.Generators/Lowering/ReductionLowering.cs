using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// The loops of a reduction around its unrolled body. A guard that is decided at build time splits its loop into runs, each with just the
/// active multiply-adds; a guard over loop variables narrows the loop's bounds; one with a divisor (strided gradients) is a condition
/// inside.
/// </summary>
internal sealed class ReductionLowering(Comprehension statement, Schedule schedule, IReadOnlyDictionary<MemoryPlace, string> buffers)
{
    private readonly Activity activity = new(statement, schedule);
    private readonly VectorLowering vectors = new(buffers, schedule.VectorAxis);
    private readonly Axis[] loops =
        [.. statement.ReductionAxes.Where(a => a.Extent != 1 && !schedule.Outside.Contains(a) && !schedule.Unrolled.Contains(a)
            && !(schedule.AlongReduction && a == schedule.VectorAxis))];

    public List<NestStatement> Lower(OutputPlace place, Accumulators accumulators)
    {
        // Guards over the outputs' loops alone: where one fails, nothing is added.
        Guard[] outside = [.. activity.Guards.Where(g => place.Scope.Binds(g.Index) && !place.Scope.Decides(g.Index))];
        (List<NestStatement> code, AxisScope scope) = Guard.Divide(outside, place.Scope, "");
        code.AddRange(Descend(0, place with { Scope = scope }, scope, accumulators));
        return Conditional.When(Guard.Conditions(outside, place.Scope), code);
    }

    private List<NestStatement> Descend(int level, OutputPlace place, AxisScope scope, Accumulators accumulators)
    {
        if (level < loops.Length) return LoopOver(level, place, scope, accumulators);
        if (schedule.AlongReduction) return LanesAlong(place, scope, accumulators);
        (List<NestStatement> before, List<NestStatement> body) = Taps(place, scope, accumulators, null);
        return [.. before, .. body];
    }

    private List<NestStatement> LoopOver(int level, OutputPlace place, AxisScope scope, Accumulators accumulators)
    {
        Axis axis = loops[level];
        AxisScope everything = EverythingElse(place, scope);
        if (!activity.Splits(axis, everything))
            return LoopAtRunTime(level, place, scope, accumulators, activity.CompletedAtRunTime(axis, scope, everything));
        var code = new List<NestStatement>();
        foreach (Run run in Run.Split(
            axis.Extent, activity.Changes(axis, 1, axis.Extent, scope), value => activity.Pattern(place.Points(scope.With(axis, value)))))
        {
            AxisScope first = scope.With(axis, run.From);
            if (!place.Points(first).SelectMany(activity.Unroll).Any(activity.IsActive)) continue;
            if (run.To - run.From == 1)
            {
                var remark = new AxisRemark([new(axis.Name, run.From)]);
                code.AddRange(Scope.IfNeeded([remark, .. Descend(level + 1, place, first, accumulators)]));
                continue;
            }

            AxisScope bound = scope.With(axis, LinearForm.Of(axis.Name), run.From);
            code.AddRange(Scope.IfNeeded(Around(level, axis.Name, LinearForm.Number(run.From), run.To, false, place, bound, accumulators)));
        }

        return code;
    }

    /// <summary>Every axis that tiles and unrolling will bind, at their first value: enough to ask which are known.</summary>
    private AxisScope EverythingElse(OutputPlace place, AxisScope scope) =>
        schedule.Unrolled.Aggregate(place.Points(scope)[0], (s, axis) => s.With(axis, 0));

    private List<NestStatement> LoopAtRunTime(int level, OutputPlace place, AxisScope scope, Accumulators accumulators,
        IReadOnlyList<Guard> guards)
    {
        Axis axis = loops[level];
        (IntExpression from, IntExpression to) = Range(axis);
        foreach (Guard guard in guards.Where(g => g.Index.Divisor == 1))
        {
            (IntExpression least, IntExpression end) = Bounds(guard, axis, scope);
            (from, to) = (IntExpression.Max(from, least), IntExpression.Min(to, end));
        }

        var code = new List<NestStatement>();
        LinearForm first = LinearForm.Number(0);
        if (from is IntVariable start)
        {
            first = LinearForm.Of(start.Name);
        }
        else if (from is not IntNumber)
        {
            code.Add(new IntegerLet(axis.Name + "From", from, false));
            first = LinearForm.Of(axis.Name + "From");
        }

        AxisScope bound = scope.With(axis, LinearForm.Of(axis.Name));
        Guard[] fractional = [.. guards.Where(g => g.Index.Divisor != 1)];
        if (fractional.Length == 0)
        {
            code.AddRange(Around(level, axis.Name, first, to, axis.IsBatch, place, bound, accumulators));
            return code;
        }

        (List<NestStatement> lets, AxisScope divided) = Guard.Divide(fractional, bound, $"_{level}");
        List<NestStatement> inner = [.. lets, .. Descend(level + 1, place, divided, accumulators)];
        code.Add(new Loop(axis.Name, first.ToExpression(), to, 1, axis.IsBatch,
            [new Conditional(Guard.Conditions(fractional, bound).ToEquatableArray(), inner.ToEquatableArray(), [])]));
        return code;
    }

    /// <summary>The values of an axis, or those of the part of it that a loop around tiles is at.</summary>
    private (IntExpression From, IntExpression To) Range(Axis axis)
    {
        if (schedule.PartsOf(axis) is not { } parts) return (0, axis.IsBatch ? new IntVariable(LoopNest.Batch) : axis.Extent);
        var start = new IntVariable(parts.Start);
        IntExpression end = start + parts.Step;
        return (start, axis.Extent % parts.Step == 0 ? end : IntExpression.Min(end, axis.Extent));
    }

    /// <summary>A loop, with the pointers of its body set before it when the body is all that is inside.</summary>
    private List<NestStatement> Around(
        int level, string variable, LinearForm from, IntExpression to, bool wide, OutputPlace place, AxisScope bound,
            Accumulators accumulators)
    {
        (List<NestStatement> before, List<NestStatement> body) = level + 1 < loops.Length || schedule.AlongReduction
            ? ([], Descend(level + 1, place, bound, accumulators))
            : Taps(place, bound, accumulators, (variable, from, 1));
        return [.. before, new Loop(variable, from.ToExpression(), to, 1, wide, body.ToEquatableArray())];
    }

    /// <summary>
    /// The inside of all loops: the taps in their order, in loops where <see cref="TapRuns"/> finds some, otherwise written out.
    /// </summary>
    private (List<NestStatement> Before, List<NestStatement> Body) Taps(OutputPlace place, AxisScope scope, Accumulators accumulators,
        (string Variable, LinearForm From, int Step)? loop)
    {
        IReadOnlyList<TapRun> runs = new TapRuns(schedule, activity).Of(place, scope);
        if (runs.Count == 1 && runs[0].Looped is null) return Body(place, runs[0].Taps, accumulators, loop, lanes: 0);
        var code = new List<NestStatement>();
        foreach (TapRun run in runs)
        {
            (string, LinearForm, int)? over = run.Looped is { } axis ? (axis.Name, LinearForm.Number(run.Values.From), 1) : null;
            (List<NestStatement> before, List<NestStatement> body) = Body(place, run.Taps, accumulators, over, lanes: 0);
            if (run.Looped is not null)
                body = [new Loop(run.Looped.Name, run.Values.From, run.Values.To, 1, false, body.ToEquatableArray())];
            code.AddRange(runs.Count == 1 ? [.. before, .. body] : Scope.IfNeeded([.. before, .. body]));
        }

        return ([], code);
    }

    private List<NestStatement> LanesAlong(OutputPlace place, AxisScope scope, Accumulators accumulators)
    {
        var code = new List<NestStatement>();
        Axis axis = schedule.VectorAxis!;
        foreach (((int start, int lanes), int count) in LaneSplit.Cover(axis.Extent, schedule.Lanes, overlap: false).Widths())
        {
            if (!accumulators.DeclaredEarly) code.AddRange(accumulators.Declare(lanes));
            LinearForm first = LinearForm.Number(start);
            bool single = count == 1;
            (List<NestStatement> before, List<NestStatement> body) = Body(
                place, [.. activity.Unroll(scope.With(axis, single ? first : LinearForm.Of(axis.Name)))],
                accumulators, single ? null : (axis.Name, first, lanes), lanes);
            if (!single)
                body = [new Loop(axis.Name, first.ToExpression(), start + ((long)lanes * count), lanes, false, body.ToEquatableArray())];
            code.Add(new Scope([.. before, .. body]));
        }

        return code;
    }

    /// <summary>The multiply-adds of all active points, straight, and the pointers that are set before the loop around them.</summary>
    /// <param name="taps">The values of what is unrolled, in order.</param>
    /// <param name="lanes">Width along the reduction; 0 where lanes are outputs.</param>
    private (List<NestStatement> Before, List<NestStatement> Body) Body(
        OutputPlace place, IReadOnlyList<AxisScope> taps, Accumulators accumulators, (string, LinearForm, int)? loop, int lanes)
    {
        var code = new List<NestStatement>();
        var counters = new Dictionary<string, int>();
        List<(string Name, VectorExpression Value)>[] updates = [.. taps.Select(tap => UpdatesAt(tap, place, accumulators, lanes))];

        // Shared within one tap only: a value kept from tap to tap would push an accumulator out of its register, and a load is cheap. A
        // transform has few accumulators.
        CommonSubexpressions? all = activity.HasMatrix ? new CommonSubexpressions(updates.SelectMany(u => u)
            .Select(u => u.Value), counters) : null;
        for (int t = 0; t < taps.Count; t++)
        {
            CommonSubexpressions shared = all ?? new CommonSubexpressions(updates[t].Select(u => u.Value), counters);
            if (updates[t].Count > 0 && taps.Count > 1)
                code.Add(new AxisRemark(schedule.Unrolled.Map(a => new AxisPart(a.Name, taps[t].Known(a)!.Value))));
            foreach ((string name, VectorExpression value) in updates[t]) code.Add(new VectorSet(name, shared.ExtractParts(value, code)));
        }

        if (schedule.Prefetch is { } prefetch)
        {
            string weights = buffers[WeightPrefetch.WeightsOf(statement, schedule.VectorAxis!)!.Tensor.Place];
            code.AddRange(prefetch.Of([.. code], weights, place, [.. loops.Select(a => a.Name)]));
        }

        if (schedule.PrefetchesTiles && loop is { } around) code.AddRange(NextTile.Of([.. code], around.Item1));
        (List<NestStatement> before, List<NestStatement> body) = PointerHoisting.Hoist(code, loop, "Row");
        return (before, [.. Claims(taps, place), .. body]);
    }

    /// <summary>What guards demand of the multiply-adds of a body, those that differ by a constant together.</summary>
    private IEnumerable<IndexClaim> Claims(IEnumerable<AxisScope> taps, OutputPlace place)
    {
        var claims = new Dictionary<(Guard Guard, LinearForm Shape), (long Least, long Greatest)>();
        foreach (AxisScope point in taps.SelectMany(place.Points).Where(activity.IsActive))
        {
            foreach (Guard guard in activity.Guards)
            {
                LinearForm index = point.Numerator(guard.Index);
                (Guard, LinearForm) key = (guard, index.WithConstant(0));
                (long Least, long Greatest) known = claims.TryGetValue(key, out (long Least, long Greatest) found)
                    ? found
                    : (index.Constant, index.Constant);
                claims[key] = (Math.Min(known.Least, index.Constant), Math.Max(known.Greatest, index.Constant));
            }
        }

        return claims.Select(c => new IndexClaim(c.Key.Shape.WithConstant(c.Value.Least), c.Value.Greatest - c.Value.Least,
            (long)c.Key.Guard.Extent * c.Key.Guard.Index.Divisor));
    }

    private List<(string Name, VectorExpression Value)> UpdatesAt(AxisScope tap, OutputPlace place, Accumulators accumulators, int lanes)
    {
        var updates = new List<(string Name, VectorExpression Value)>();
        IReadOnlyList<AxisScope> points = place.Points(tap);
        for (int p = 0; p < points.Count; p++)
        {
            if (!activity.IsActive(points[p])) continue;
            foreach (LaneCell cell in LaneCell.Of(place, points[p], schedule))
                Update(updates, p, cell with { Lanes = lanes == 0 ? cell.Lanes : lanes }, accumulators);
        }

        return OneBroadcast(updates);
    }

    /// <summary>
    /// A number that vectors of several widths need is broadcast once, to the widest: a broadcast for each would take the place of a
    /// multiply-add.
    /// </summary>
    private static List<(string Name, VectorExpression Value)> OneBroadcast(List<(string Name, VectorExpression Value)> updates)
    {
        if (updates.Select(u => u.Value.Lanes).Distinct().Count() < 2) return updates;
        var widest = new Dictionary<Access, Broadcast>();
        foreach ((_, VectorExpression value) in updates)
        {
            value.Visit(part =>
            {
                if (part is Broadcast b && (!widest.TryGetValue(b.From, out Broadcast? known) || known.Lanes < b.Lanes)) widest[b.From] = b;
            });
        }

        VectorExpression? Narrow(VectorExpression part) => part switch
        {
            Broadcast b when widest[b.From].Lanes > b.Lanes => new FirstLanes(widest[b.From], b.Lanes),
            VectorLoad { Lanes: 1 } l when widest.TryGetValue(l.From, out Broadcast? wide) => new FirstLanes(wide, 1),
            _ => null,
        };
        return [.. updates.Select(u => (u.Name, u.Value.Rewrite(Narrow)))];
    }

    private void Update(List<(string Name, VectorExpression Value)> updates, int point, LaneCell cell, Accumulators accumulators)
    {
        VectorName sum = accumulators.Of(point, cell.Group, cell.Lanes);
        VectorExpression value = vectors.Lower(statement.Body, cell.Scope, cell.Lanes);
        if (statement.Reduction == Reduction.Sum)
        {
            updates.Add((sum.Name, value switch
            {
                VectorBinary { Operator: BinaryOperator.Multiply, Left: Splat { Value: 1 or -1 } one } product =>
                    Plain(sum, one, product.Right),
                VectorBinary { Operator: BinaryOperator.Multiply, Right: Splat { Value: 1 or -1 } one } product =>
                    Plain(sum, one, product.Left),
                VectorBinary { Operator: BinaryOperator.Multiply } product => new MultiplyAdd(product.Left, product.Right, sum),
                VectorBinary { Operator: BinaryOperator.Dot } product => new DotAdd(product.Left, product.Right, sum),
                _ => new VectorBinary(BinaryOperator.Add, sum, value),
            }));
            return;
        }

        if (statement.Position is not null)
        {
            var placeName = new VectorName(accumulators.Place(point, cell.Group), cell.Lanes);
            VectorExpression number = vectors.Lower(new AxisNumber(statement.PositionIndex()), cell.Scope, cell.Lanes);
            updates.Add((placeName.Name, new VectorSelect(Comparison.Greater, value, sum, number, placeName)));
        }

        updates.Add((sum.Name, new VectorBinary(BinaryOperator.Max, sum, value)));
    }

    /// <summary>A sum that gains 1 or -1 times a value.</summary>
    private static VectorBinary Plain(VectorName sum, Splat one, VectorExpression value) =>
        new(one.Value > 0 ? BinaryOperator.Add : BinaryOperator.Subtract, sum, value);

    /// <summary>
    /// Bounds of an axis v from 0 ≤ c·v + rest &lt; extent. Quotients truncate, which is right here: where it differs from flooring, the
    /// result is at or below 0 and the other bound decides.
    /// </summary>
    private static (IntExpression From, IntExpression To) Bounds(Guard guard, Axis axis, AxisScope scope)
    {
        int c = guard.Index.Coefficient(axis);
        AffineIndex others = guard.Index with { Terms = guard.Index.Terms.Where(t => t.Axis != axis).ToEquatableArray() };
        LinearForm rest = scope.Numerator(others);
        IntExpression Ceiling(LinearForm numerator, int divisor) => (numerator + LinearForm.Number(divisor - 1)).ToExpression() / divisor;
        return c > 0
            ? (Ceiling(rest * -1, c), Ceiling((rest * -1) + LinearForm.Number(guard.Extent), c))
            : (Ceiling(rest + LinearForm.Number(1 - guard.Extent), -c), (rest.ToExpression() / -c) + 1);
    }
}
