using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering.Devices;

/// <summary>
/// Small constant matrices times many vectors for GPUs, as in Winograd's transforms: one work item computes all rows for one channel of one
/// tile, everything written out, so that the matrix's numbers are literals and its zeros cost nothing. Two such statements of which the
/// second alone reads what the first computes, a transform's rows and its columns, are one: what lies between them stays in registers.
/// <code>
/// item (n, ty, tx, channel):   d = input of the tile;   t = matrix · d, as far as it is asked for;   output = matrix · t
/// </code>
/// </summary>
internal sealed class ItemTransform
{
    /// <summary>
    /// Results of an item that stay readable and near registers. Reads are few then, too: the most has the gradient of both transforms of
    /// a tile, 144, of two windows of six in each direction.
    /// </summary>
    private const int MostCells = 64;

    private readonly Comprehension last;
    private readonly Load lastMatrix, middle;
    private readonly Load? firstMatrix, source;
    private readonly Comprehension? first;
    private readonly EquatableArray<Axis> firstTaps;
    private readonly Load? lastZeros, firstZeros;
    private readonly List<(Axis Axis, int Factor, Axis? Item)> unrolled = [];
    private readonly List<Axis> items = [];
    private readonly Guard[] guards;

    private ItemTransform(ConstantMatrixProduct product, ConstantMatrixProduct? before)
    {
        (last, first) = (product.Statement, before?.Statement);
        (lastMatrix, middle, lastZeros) = (product.Matrix, product.Value, product.Transform);
        firstTaps = [];
        IEnumerable<Guard> all = Guard.Of(middle);
        if (before is not null && first is not null)
        {
            // The first statement's axes are what the second reads it at; its taps get names of their own.
            firstTaps = first.ReductionAxes.Select(a => a with { Name = a.Name + "Inner" }).ToEquatableArray();
            var replacements = new Dictionary<Axis, AffineIndex>();
            for (int d = 0; d < first.OutputAxes.Count; d++) replacements[first.OutputAxes[d]] = middle.Indices[d];
            for (int d = 0; d < firstTaps.Count; d++) replacements[first.ReductionAxes[d]] = AffineIndex.Of(firstTaps[d]);
            Load At(Load load) => load with { Indices = load.Indices.Select(i => i.Substitute(replacements)).ToEquatableArray() };
            (firstMatrix, source) = (At(before.Matrix), At(before.Value));
            firstZeros = before.Transform is null ? null : firstMatrix;
            all = all.Concat(Guard.Of(source));
        }

        guards = [.. all.Distinct()];
        foreach (Axis axis in last.OutputAxes.Where(a => a.Extent != 1)) Place(axis);
    }

    public IEnumerable<Comprehension> Statements => first is null ? [last] : [first, last];

    public string Remark
    {
        get
        {
            IEnumerable<string> axes = unrolled.Select(u => u.Item is null ? u.Axis.Name : $"{u.Axis.Name} by {u.Factor}");
            return $"a work item: {string.Join(" × ", axes)}, for each of the rest";
        }
    }

    /// <summary>Whether a tensor's numbers stand in the code.</summary>
    public bool IsWrittenOut(Tensor tensor) => new[] { lastMatrix, firstMatrix }.Any(m => m is not null && m.Tensor.Place == tensor.Place)
        && !last.Epilogue.Loads().Any(l => l.Tensor.Place == tensor.Place);

    /// <summary>Null where the statement is something else.</summary>
    public static ItemTransform? Of(Comprehension statement) =>
        Match(statement) is { } product ? Sensible(new ItemTransform(product, null)) : null;

    /// <summary>Null where the kernels are something else.</summary>
    public static ItemTransform? Of(Kernel first, Kernel second)
    {
        if (first.Statements.Count != 1 || second.Statements.Count != 1 || first.Phase != second.Phase) return null;
        if (Match(first.Single) is not { Statement: { Epilogue: Accumulator } a } before
            || Match(second.Single) is not { Statement: var b, Value: var middle } product) return null;
        if (middle.Tensor.Place != a.Output.Place || !middle.Tensor.Extents.Equals(a.Output.Extents)
            || b.Epilogue.Loads().Any(l => l.Tensor.Place == a.Output.Place)) return null;
        // An index that is divided can take the place of a whole index only.
        bool scaled = before.Matrix.Indices.Concat(before.Value.Indices)
            .Any(i => i.AsAxis is null && i.Terms.Any(t => Divided(a, middle, t.Axis)));
        return scaled ? null : Sensible(new ItemTransform(product, before));
    }

    private static bool Divided(Comprehension first, Load middle, Axis axis)
    {
        int place = first.OutputAxes.ToList().IndexOf(axis);
        return place >= 0 && middle.Indices[place].Divisor != 1;
    }

    /// <summary>The loop nest of one work item, and how many groups there are.</summary>
    public List<NestStatement> Lower(IReadOnlyDictionary<MemoryPlace, string> buffers, out ItemCount groups)
    {
        var flat = new FlatAxes(items);
        AxisScope singles = new AxisScope().WithSingles([.. last.OutputAxes, .. last.ReductionAxes, .. firstTaps]);
        (List<NestStatement> lets, AxisScope scope) = flat.Decode(new IntVariable(LoopNest.Item), singles, "");
        var body = new List<NestStatement>(lets);
        var code = new Body(this, buffers, body);
        foreach (AxisScope cell in Cells(scope)) code.Add(cell);
        return CellLowering.InGroups(new ItemCount(flat.Each, flat.HasBatch ? 1 : 0), body, out groups);
    }

    private static ItemTransform? Sensible(ItemTransform transform)
    {
        int cells = transform.unrolled.Aggregate(1, (n, u) => n * u.Factor);
        if (cells is < 2 or > MostCells || transform.items.Count == 0
            || !transform.items.Contains(transform.last.OutputAxes[transform.last.OutputAxes.Count - 1])) return null;
        return transform.Reads() > 0 && Decisions.Take(Branch.DeviceTransform) ? transform : null;
    }

    private static ConstantMatrixProduct? Match(Comprehension statement)
    {
        if (statement.UsesBatch && !statement.OutputAxes[0].IsBatch || statement.ReductionAxes.Any(a => a.IsBatch)) return null;
        return ConstantMatrixProduct.Match(statement) is { IsOfVectors: true } product && product.Matrix.Tensor.Count <= MostCells
            ? product
            : null;
    }

    /// <summary>
    /// An item takes whole what the matrices' numbers depend on, and as much of an axis as lies in one tile of a divided index.
    /// </summary>
    private void Place(Axis axis)
    {
        Load?[] matrices = [lastMatrix, firstMatrix];
        if (matrices.Any(m => m is not null && m.Uses(axis)))
        {
            unrolled.Add((axis, axis.Extent, null));
            return;
        }

        int[] divisors = [.. guards.Where(g => g.Index.Uses(axis) && g.Index.Divisor != 1).Select(g => g.Index.Divisor)];
        int factor = divisors.Length == 0 ? 1 : divisors.Max();
        if (factor == 1)
        {
            items.Add(axis);
            return;
        }

        Axis tile = new(axis.Name + "Tile", (axis.Extent + factor - 1) / factor);
        unrolled.Add((axis, factor, tile));
        items.Add(tile);
    }

    /// <summary>A scope for each result of an item.</summary>
    private IEnumerable<AxisScope> Cells(AxisScope item) =>
        unrolled.Aggregate((IEnumerable<AxisScope>)[item], (scopes, u) => scopes.SelectMany(s => Enumerable.Range(0, u.Factor).Select(v =>
        u.Item is null ? s.With(u.Axis, v) : s.With(u.Axis,
            u.Item.Extent == 1 ? LinearForm.Number(v) : (LinearForm.Of(u.Item.Name) * u.Factor) + LinearForm.Number(v)))));

    private static IEnumerable<AxisScope> Taps(EquatableArray<Axis> axes, AxisScope scope) =>
        axes.Where(a => a.Extent != 1).Aggregate((IEnumerable<AxisScope>)[scope],
            (scopes, axis) => scopes.SelectMany(s => Enumerable.Range(0, axis.Extent).Select(v => s.With(axis, v))));

    private int Reads()
    {
        var count = new Body(this, null, []);
        AxisScope scope = items.Aggregate(new AxisScope(), (s, axis) => s.With(axis, LinearForm.Of(axis.Name)));
        scope = scope.WithSingles([.. last.OutputAxes, .. last.ReductionAxes, .. firstTaps]);
        foreach (AxisScope cell in Cells(scope)) count.Add(cell);
        return count.Reads;
    }

    /// <summary>Whether an index is whole and inside at a place: always, never, or under a condition.</summary>
    private (bool Possible, Condition? Condition) Decide(Guard guard, AxisScope scope)
    {
        LinearForm numerator = scope.Numerator(guard.Index);
        int divisor = guard.Index.Divisor;
        if (numerator.Terms.Any(t => t.Coefficient % divisor != 0)) return (true, null); // Refused by the reads themselves.
        if (((numerator.Constant % divisor) + divisor) % divisor != 0) return (false, null);
        long least = numerator.Constant, greatest = numerator.Constant, end = (long)guard.Extent * divisor;
        foreach ((string variable, long coefficient) in numerator.Terms)
        {
            long reach = coefficient * (items.First(i => i.Name == variable).Extent - 1);
            if (reach < 0) least += reach;
            else greatest += reach;
        }

        if (least >= 0 && greatest < end) return (true, null);
        return greatest < 0 || least >= end ? (false, null) : (true, new Condition(ConditionKind.Within, numerator.ToExpression(), end));
    }

    /// <summary>Writes an item's code: reads and middle values when they are first asked for.</summary>
    private sealed class Body(ItemTransform transform, IReadOnlyDictionary<MemoryPlace, string>? buffers, List<NestStatement> code)
    {
        private readonly Dictionary<string, VectorExpression?> known = [];
        private readonly Dictionary<(string Base, LinearForm Start), string> pointers = [];
        private readonly VectorLowering? vectors = buffers is null ? null : new VectorLowering(buffers, null);
        private int middles, results;

        public int Reads { get; private set; }

        /// <summary>One result.</summary>
        public void Add(AxisScope cell)
        {
            VectorExpression? sum = Sum(transform.last.ReductionAxes, cell, transform.lastMatrix, transform.lastZeros, Middle);
            if (vectors is null) return;
            Comprehension last = transform.last;
            VectorExpression result = sum ?? new Splat(0, 1);
            if (last.Epilogue is not Accumulator)
            {
                string name = $"sum{results++}";
                code.Add(new VectorLet(name, result));
                result = vectors.Lower(last.Epilogue, cell, 1, new VectorName(name, 1));
            }

            var store = new Store(Near(vectors.Output(last, cell)), result);
            // The last tile may reach beyond the output.
            var inside = new List<Condition>();
            foreach ((Axis axis, int factor, Axis? item) in transform.unrolled)
            {
                if (item is null || axis.Extent % factor == 0) continue;
                LinearForm value = cell.Numerator(AffineIndex.Of(axis));
                if (value.Terms.Count == 0 && value.Constant >= axis.Extent) return;
                if (value.Constant + ((long)factor * (item.Extent - 1)) >= axis.Extent)
                    inside.Add(new Condition(ConditionKind.Less, value.ToExpression(), axis.Extent));
            }

            code.AddRange(Conditional.When(inside, [store]));
        }

        /// <summary>Σ number · value over the taps at which both are there; null where there are none.</summary>
        private VectorExpression? Sum(EquatableArray<Axis> taps, AxisScope scope, Load matrix, Load? zeros,
            Func<AxisScope, VectorExpression?> value)
        {
            VectorExpression? sum = null;
            foreach (AxisScope tap in Taps(taps, scope))
            {
                if (ConstantTables.HasZero(zeros, tap) || value(tap) is not { } factor) continue;
                float number = ConstantTables.ValueOf(matrix, tap)!.Value;
                sum = (sum, number) switch
                {
                    (null, 1) => factor,
                    (null, _) => new VectorBinary(BinaryOperator.Multiply, new Splat(number, 1), factor),
                    (_, 1) => new VectorBinary(BinaryOperator.Add, sum, factor),
                    (_, -1) => new VectorBinary(BinaryOperator.Subtract, sum, factor),
                    _ => new MultiplyAdd(new Splat(number, 1), factor, sum),
                };
            }

            return sum;
        }

        /// <summary>What the last matrix multiplies: a read, or the first matrix's product.</summary>
        private VectorExpression? Middle(AxisScope tap)
        {
            if (transform.first is null) return Read(transform.middle, tap);
            if (!Conditions(Guard.Of(transform.middle), tap, [])) return null;
            string key = "t " + string.Join(", ", transform.middle.Indices.Select(i => Text(tap.Value(i))));
            if (known.TryGetValue(key, out VectorExpression? value)) return value;
            value = Sum(transform.firstTaps, tap, transform.firstMatrix!, transform.firstZeros, inner => Read(transform.source!, inner));
            if (value is not null and not VectorName)
            {
                string name = $"t{middles++}";
                code.Add(new VectorLet(name, value));
                value = new VectorName(name, 1);
            }

            return known[key] = value;
        }

        private VectorExpression? Read(Load load, AxisScope tap)
        {
            var conditions = new List<Condition>();
            if (!Conditions(transform.guards, tap, conditions)) return null;
            LinearForm address = tap.Address(load.Tensor, load.Indices);
            string key = "d " + Text(address) + string.Concat(conditions);
            if (known.TryGetValue(key, out VectorExpression? value)) return value;
            string name = $"d{Reads++}";
            if (buffers is not null)
            {
                var read = new VectorLoad(Near(new Access(buffers[load.Tensor.Place], address, load.Tensor.Element)), 1);
                code.Add(new VectorLet(name, conditions.Count == 0 ? read : new Splat(0, 1)));
                if (conditions.Count > 0) code.AddRange(Conditional.When(conditions, [new VectorSet(name, read)]));
            }

            return known[key] = new VectorName(name, 1);
        }

        /// <summary>The same place from a pointer to the item's part of the buffer: an item's accesses differ by constants alone.</summary>
        private Access Near(Access access)
        {
            LinearForm start = access.Offset.WithConstant(0);
            if (start.Terms.Count == 0) return access;
            if (!pointers.TryGetValue((access.Base, start), out string? pointer))
            {
                int same = pointers.Keys.Count(k => k.Base == access.Base);
                pointer = $"{access.Base}At{(same == 0 ? "" : (same + 1).ToString())}";
                pointers.Add((access.Base, start), pointer);
                code.Add(new PointerLet(pointer, access.Base, start, access.Element));
            }

            return access with { Base = pointer, Offset = LinearForm.Number(access.Offset.Constant) };
        }

        /// <summary>False where a guard is sure to fail; otherwise what is left to be asked at run time.</summary>
        private bool Conditions(IEnumerable<Guard> guards, AxisScope tap, List<Condition> conditions)
        {
            foreach (Guard guard in guards.Where(g => g.Index.Terms.All(t => tap.IsBound(t.Axis))))
            {
                (bool possible, Condition? condition) = transform.Decide(guard, tap);
                if (!possible) return false;
                if (condition is not null) conditions.Add(condition);
            }

            return true;
        }

        private static string Text(LinearForm form) =>
            string.Join("+", form.Terms.Select(t => $"{t.Coefficient}{t.Variable}")) + "+" + form.Constant;
    }
}
