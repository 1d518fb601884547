using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// Keeps the weights of a prediction that are more than the first-level cache holds in elements of fewer bits, as the model asks: a
/// contraction then reads
/// <code>
/// kernel.narrow[ky, kx, i, o] = kernel[ky, kx, i, o]                       rounded as it is stored
/// output[n, y, x, o]            = epilogue(Σ ky kx i : input[…] · kernel.narrow[ky, kx, i, o])
/// </code>
/// and, in whole numbers with a scale for each channel,
/// <code>
/// kernel.scale[o]               = max ky kx i : |kernel[ky, kx, i, o]| / 127
/// kernel.narrow[ky, kx, i, o]     = kernel[ky, kx, i, o] / kernel.scale[o]     rounded as it is stored
/// output[n, y, x, o]            = epilogue((Σ ky kx i : input[…] · kernel.narrow[ky, kx, i, o]) · kernel.scale[o])
/// </code>
/// Weights that another rewrite has packed are kept so in the first place; others are copied. What a transform makes of weights (Winograd)
/// stays as it is: the transform back would multiply the error.
/// </summary>
internal sealed class WeightNarrowing
{
    /// <summary>The greatest whole number that a weight becomes.</summary>
    private const float Greatest = 127;

    /// <summary>The least scale: channels of zeros alone are zeros whatever theirs is, and none may be divided by 0.</summary>
    private const float LeastScale = 1e-30f;

    private readonly TensorProgram program;
    private readonly ElementType element;
    private readonly ILookup<Tensor, Comprehension> readers, writers;

    /// <summary>New statements in place of old ones.</summary>
    private readonly Dictionary<Comprehension, List<Comprehension>> replaced = new(ReferenceComparer.Instance);

    private WeightNarrowing(TensorProgram program)
    {
        (this.program, element) = (program, program.WeightPrecision);
        readers = program.Statements.SelectMany(s => s.Loads.Select(l => l.Tensor.Root).Distinct().Select(root => (root, s)))
            .ToLookup(r => r.root, r => r.s);
        writers = program.Statements.ToLookup(s => s.Output.Root);
    }

    public static TensorProgram Run(TensorProgram program, Machine machine)
    {
        if (program.WeightPrecision == ElementType.Single) return program;
        var narrowing = new WeightNarrowing(program);
        foreach (Tensor weights in program.Statements.Where(IsOfSamples).SelectMany(s => s.Body.Loads()).Select(l => l.Tensor.Root)
            .Where(t => t.IsWeights).Distinct())
        {
            if (Decisions.Choose(4 * weights.Count >= machine.StreamedWeights, Branch.WeightsStreamed, Branch.WeightsOfCache))
                narrowing.Narrow(weights);
        }

        return program.Replace(s => narrowing.replaced.TryGetValue(s, out List<Comprehension>? statements) ? statements : null);
    }

    private void Narrow(Tensor weights)
    {
        if (!IsCopy(weights)) return;
        Comprehension[] contractions = [.. readers[weights].Where(s => IsOfSamples(s) && LoadOf(s, weights) is { Tensor.IsSlice: false })];
        int[] channels = element == ElementType.Int8 ? Channels(weights, contractions) : [];
        if (contractions.Length == 0 || (element == ElementType.Int8 && channels.Length == 0)) return;

        // Where nothing else reads a copy, it is written narrow instead of being copied once more.
        bool ownCopy = weights.Storage == Storage.Fixed && contractions.Length == readers[weights].Count() && writers[weights].Count() == 1;
        Comprehension before = ownCopy ? writers[weights].Single() : contractions[0];
        Comprehension copy = ownCopy ? before : Copy(weights);
        var narrow = new Tensor(ownCopy ? weights.Name : $"{weights.Name}.narrow", Storage.Fixed, [.. weights.Extents])
        {
            Role = weights.Role,
            Element = element,
        };
        if (element == ElementType.Int8)
        {
            Comprehension scales = Scales(copy, weights, channels);
            Put(before,
                ownCopy, scales, copy with
                {
                    Name = narrow.Name,
                    Output = narrow,
                    Body = Value(copy) / ScaleAt(scales.Output, copy, channels),
                    Epilogue = new Accumulator(),
                });
            foreach (Comprehension contraction in contractions) Scale(contraction, weights, scales.Output, channels);
        }
        else
        {
            Put(before, ownCopy, copy with { Name = narrow.Name, Output = narrow });
        }

        foreach (Comprehension contraction in contractions)
        {
            Rewrite(contraction,
                s => s with
                {
                    Body = s.Body.Rewrite(e =>
                        e is Load load && load.Tensor.Root == weights ? load with { Tensor = narrow.View([.. load.Tensor.Extents]) }
                            : null),
                });
        }
    }

    /// <summary>A contraction of samples and weights: what is made of weights alone, as a transformed kernel, is made once and
    /// of the floats.</summary>
    private static bool IsOfSamples(Comprehension statement) => statement.IsContraction && !statement.IsDot && statement.UsesBatch;

    /// <summary>Whether weights are as they were declared, in whatever order, and not what a sum has made of them.</summary>
    private bool IsCopy(Tensor weights) =>
        weights.Storage is Storage.Parameters or Storage.Constants
            || (writers[weights].All(w => w.Reduction == Reduction.None && w.Loads.All(l => IsCopy(l.Tensor.Root)))
                && writers[weights].Any());

    private static Load? LoadOf(Comprehension contraction, Tensor weights) =>
        contraction.Body.Loads().FirstOrDefault(l => l.Tensor.Root == weights);

    /// <summary>Axes of the weights along which no contraction sums: each of their points has a scale of its own.</summary>
    private static int[] Channels(Tensor weights, Comprehension[] contractions) =>
    [
        .. Enumerable.Range(0, weights.Extents.Count).Where(d => contractions.All(c =>
            LoadOf(c, weights) is { } load && load.Tensor.Extents.Equals(weights.Extents) && load.Indices[d].Divisor == 1
                && load.Indices[d].Terms.All(t => !t.Axis.IsBatch && c.OutputAxes.Contains(t.Axis)))),
    ];

    /// <summary>The weights as they are, element by element.</summary>
    private static Comprehension Copy(Tensor weights)
    {
        Axis[] axes = [.. weights.Extents.Select((extent, d) => new Axis($"w{d}", extent))];
        return Comprehension.Map(weights.Name, weights, axes, Load.At(weights, axes));
    }

    private static Expression Value(Comprehension copy) => copy.Epilogue.Rewrite(e => e is Accumulator ? copy.Body : null);

    private static Comprehension Scales(Comprehension copy, Tensor weights, int[] channels)
    {
        Axis[] own = [.. channels.Select(d => copy.OutputAxes[d])];
        var scales = new Tensor($"{weights.Name}.scale", Storage.Fixed, [.. own.Select(a => a.Extent)]) { Role = weights.Role };
        Axis[] summed = [.. copy.OutputAxes.Where(a => !own.Contains(a))];
        return Comprehension.Reduce(scales.Name, scales, own, summed, Reduction.Max, new Unary(UnaryOperator.Abs, Value(copy))) with
        {
            Epilogue = new Binary(BinaryOperator.Max, new Accumulator() * (1 / Greatest), LeastScale),
        };
    }

    private static Load ScaleAt(Tensor scales, Comprehension copy, int[] channels) =>
        Load.At(scales, [.. channels.Select(d => copy.OutputAxes[d])]);

    /// <summary>
    /// Multiplies a contraction's sums by the scales of their channels: where they are complete. Sums of parts (split-K) are not, and a
    /// factor would keep them from being added up in memory.
    /// </summary>
    private void Scale(Comprehension contraction, Tensor weights, Tensor scales, int[] channels)
    {
        Load load = LoadOf(contraction, weights)!;
        AffineIndex[] indices = [.. channels.Select(d => load.Indices[d])];
        Comprehension complete = contraction;
        while (complete.Epilogue is Accumulator && SumOf(complete) is { Body: Load part } sum)
        {
            var inSum = new Dictionary<Axis, AffineIndex>();
            for (int d = 0; d < part.Indices.Count; d++) inSum[complete.OutputAxes[d]] = part.Indices[d];
            AffineIndex[] moved = [.. indices.Select(i => i.Substitute(inSum))];
            if (!moved.All(i => i.Divisor == 1 && i.Terms.All(t => sum.OutputAxes.Contains(t.Axis)))) break;
            (complete, indices) = (sum, moved);
        }

        var scale = new Load(scales, indices.ToEquatableArray());
        Rewrite(complete,
            s => s with { Epilogue = s.Epilogue.Rewrite(e => e is Accumulator ? new Binary(BinaryOperator.Multiply, e, scale) : null) });
    }

    /// <summary>The sum of a statement's results, where nothing else reads them.</summary>
    private Comprehension? SumOf(Comprehension parts)
    {
        Comprehension[] all = [.. readers[parts.Output.Root]];
        return all.Length == 1 && all[0].Reduction == Reduction.Sum && all[0].Body is Load load
            && load.Tensor.Extents.Equals(parts.Output.Extents) ? all[0] : null;
    }

    /// <summary>Puts statements before one, or in its place.</summary>
    private void Put(Comprehension at, bool inPlace, params Comprehension[] statements)
    {
        List<Comprehension> now = Now(at);
        if (inPlace) now.RemoveAt(now.Count - 1);
        now.InsertRange(inPlace ? now.Count : now.Count - 1, statements);
    }

    private void Rewrite(Comprehension statement, Func<Comprehension, Comprehension> rewrite)
    {
        List<Comprehension> now = Now(statement);
        now[now.Count - 1] = rewrite(now[now.Count - 1]);
    }

    /// <summary>What stands in a statement's place by now, itself or its successor the last.</summary>
    private List<Comprehension> Now(Comprehension statement)
    {
        if (!replaced.TryGetValue(statement, out List<Comprehension>? statements)) replaced.Add(statement, statements = [statement]);
        return statements;
    }

    /// <summary>Statements are told apart by where they stand.</summary>
    private sealed class ReferenceComparer : IEqualityComparer<Comprehension>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Comprehension? x, Comprehension? y) => ReferenceEquals(x, y);

        public int GetHashCode(Comprehension statement) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(statement);
    }
}
