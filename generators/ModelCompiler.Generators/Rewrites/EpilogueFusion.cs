using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// A map whose argument nobody else reads becomes the epilogue of the statement that makes it: bias, activation, dropout and their
/// gradients cost no pass over memory.
/// </summary>
internal static class EpilogueFusion
{
    /// <summary>
    /// A longer chain of activations passes through memory once more: written out, each of them multiplies what is inside.
    /// </summary>
    private const long LargestExpression = 600;

    public static TensorProgram Run(TensorProgram program, Machine machine)
    {
        var facts = ProgramFacts.Of(program);
        (Definition Of, Comprehension Statement)?[] result =
            [.. program.Definitions.SelectMany(d => d.Statements.Select(s => ((Definition, Comprehension)?)(d, s)))];

        // Which statements make a value, in their order: several make the parts of a concatenation.
        var makers = new Dictionary<Tensor, List<int>>();
        for (int at = 0; at < result.Length; at++)
        {
            Tensor value = result[at]!.Value.Statement.Output.Root;
            if (!makers.TryGetValue(value, out List<int>? known)) makers.Add(value, known = []);
            known.Add(at);
        }

        for (int at = 0; at < result.Length; at++)
        {
            // What comes out may be a map, which can go on into what makes another of its arguments: gradients of a value that is used
            // several times are added so.
            while (result[at] is { Statement.Reduction: Reduction.None } map
                && ProducerOf(result, makers, at, facts, machine) is { } producer)
            {
                (Definition of, Comprehension statement) = result[producer]!.Value;
                result[at] = (of, Merge(statement, map.Statement));
                result[producer] = null;
                makers[statement.Output.Root].Remove(producer);
            }
        }

        return program with
        {
            Definitions = result.OfType<(Definition Of, Comprehension Statement)>()
                .Select(r => r.Of with { Rule = new GradientRule.None(), Statements = [r.Statement] }).ToEquatableArray(),
        };
    }

    /// <summary>
    /// Of several statements that could take a map, one that is a map itself, so that what comes out can be taken further; otherwise the
    /// last.
    /// </summary>
    private static int? ProducerOf((Definition Of, Comprehension Statement)?[] statements, Dictionary<Tensor, List<int>> makers, int at,
        ProgramFacts facts, Machine machine)
    {
        int? last = null;
        (Definition of, Comprehension map) = statements[at]!.Value;
        IEnumerable<int> producers = map.Loads.Select(l => l.Tensor.Root).Distinct()
            .SelectMany(t => makers.TryGetValue(t, out List<int>? made) ? made : []);
        foreach (int s in producers.Where(s => s < at).OrderBy(s => s))
        {
            (Definition by, Comprehension producer) = statements[s]!.Value;
            if (by.Phase != of.Phase || !CanTake(producer, map, facts, machine)) continue;
            if (producer.Reduction == Reduction.None) return s;
            last = s;
        }

        return last;
    }

    private static bool CanTake(Comprehension producer, Comprehension map, ProgramFacts facts, Machine machine)
    {
        Tensor value = producer.Output.Root;
        // Sums over samples that are added up in memory have no last step to attach to.
        if (producer.IsContraction && producer.Points > machine.EpilogueGradient && value.Storage == Storage.Fixed)
            return Decisions.Refuse(Branch.EpilogueOfMemorySum);
        if (value.Storage == Storage.Gradients) return false; // The optimizer reads it.
        if (facts.IsLiveOut(value) || producer.Output.IsSlice || producer.Position is not null || facts.ReadersOf(value).Count() != 1)
            return false;
        Load[] reads = [.. map.Loads.Where(l => l.Tensor.Root == value)];
        if (reads.Length == 0 || !reads.All(l => !l.Tensor.IsSlice && map.ReadsInPlace(l))) return false;
        long inner = ExpressionSize.Of(producer.Epilogue, _ => null),
            body = ExpressionSize.Of(map.Body, e => e is Load load && load.Tensor.Root == value ? inner : null);
        if (ExpressionSize.Of(
            map.Epilogue, e => e is Accumulator ? body : e is Load load && load.Tensor.Root == value ? inner : null) > LargestExpression)
            return Decisions.Refuse(Branch.EpilogueTooLong);
        if (map.Output.Extents.Equals(producer.Output.Extents)) return Decisions.Take(Branch.EpilogueJoined);
        bool reshapes = map.IsElementwise || AxisSplit.Of(map.OutputAxes, producer.OutputAxes) is not null;
        bool viewed = reshapes
            && map.Loads.Where(map.ReadsInPlace).Select(l => l.Tensor).Append(map.Output).All(t => t.CanView(producer.Output.Extents));
        return Decisions.Choose(viewed, Branch.EpilogueReshaped, Branch.EpilogueOfOtherShape);
    }

    private static Comprehension Merge(Comprehension producer, Comprehension map)
    {
        bool sameShape = map.Output.Extents.Equals(producer.Output.Extents);
        Expression value = map.Epilogue.Rewrite(e => e is Accumulator ? map.Body : null);
        EquatableArray<AffineIndex> identity = producer.OutputAxes.Select(AffineIndex.Of).ToEquatableArray();
        if (sameShape)
        {
            value = value.Substitute(map.OutputAxes.Zip(identity, (axis, index) => (axis, index)).ToDictionary(p => p.axis, p => p.index));
        }
        else
        {
            int[] extents = [.. producer.Output.Extents];
            IReadOnlyDictionary<Axis, AffineIndex> split = AxisSplit.Of(map.OutputAxes, producer.OutputAxes)
                ?? new Dictionary<Axis, AffineIndex>();
            value = value.Rewrite(e => e switch
            {
                Load load when map.ReadsInPlace(load) => new Load(load.Tensor.View(extents), identity),
                Load or AxisNumber => e.Substitute(split),
                Keep keep => keep with { Shape = keep.Shape.View(extents), Indices = identity },
                _ => null,
            });
        }

        return producer with
        {
            Name = map.Name,
            Output = sameShape ? map.Output : map.Output.View([.. producer.Output.Extents]),
            Epilogue = value.Rewrite(e => e is Load load && load.Tensor.Root == producer.Output.Root ? producer.Epilogue : null),
        };
    }
}
