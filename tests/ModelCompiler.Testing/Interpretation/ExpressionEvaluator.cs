using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Reference;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>Turns an expression into a function of the current point of the domain.</summary>
internal sealed class ExpressionEvaluator(Axis[] axes, TensorMemory memory)
{
    private readonly int[] point = new int[axes.Length];

    /// <summary>The reduction's value, for epilogues.</summary>
    public double Reduced { get; set; }

    /// <summary>Set when an index fell outside its tensor or was not whole.</summary>
    public bool Skipped { get; set; }

    /// <summary>Moves some axes to their first position.</summary>
    public void Reset(int from, int count) => Array.Clear(point, from, count);

    /// <summary>Gives an axis a position.</summary>
    public void Set(int axis, int position) => point[axis] = position;

    /// <summary>Where the element of a tensor that the axes number lies in the tensor's memory.</summary>
    public Func<int> Place(Tensor tensor, IEnumerable<Axis> each) => Flat(tensor, [.. each.Select(AffineIndex.Of)]);

    /// <summary>Moves some axes to the row-major position after this one.</summary>
    public void Advance(int[] slots, int[] extents)
    {
        for (int d = extents.Length - 1; d >= 0 && ++point[slots[d]] == extents[d]; d--) point[slots[d]] = 0;
    }

    public Func<double> Compile(Expression expression)
    {
        switch (expression)
        {
            case Constant constant: return () => constant.Value;
            case RunNumber { Kind: RunNumberKind.LossScale }: return () => 1;
            case RunNumber: return () => 1.0 / memory.Batch;
            case Accumulator: return () => Reduced;
            case AxisNumber number:
                var index = At(number.Index);
                return () => index.Value(point);
            case Load load: return CompileLoad(load);
            case Keep keep:
                var place = Flat(keep.Shape, keep.Indices);
                return keep.IsNoise ? () => DropoutHash.Noise(keep.Rate, keep.Stream, place()) : () => DropoutHash.Factor(keep.Rate, keep.Stream, place());
            case Binary { Operator: BinaryOperator.Dot, Left: Load left, Right: Load right }: return CompileDot(left, right);
            case Unary unary: return CompileUnary(unary, Compile(unary.Operand));
            case Binary binary: return CompileBinary(binary, Compile(binary.Left), Compile(binary.Right));
            case Select select: return CompileSelect(select);
            case Activated activated: return CompileActivation(activated, Compile(activated.Operand));
            default: throw new InvalidOperationException($"no meaning for {expression}");
        }
    }

    private Func<double> CompileLoad(Load load)
    {
        double[] values = memory.Of(load.Tensor);
        var flat = Flat(load.Tensor, load.Indices);
        return () => flat() is var at && at >= 0 ? values[at] : 0;
    }

    /// <summary>Four neighbours of each, where both are inside.</summary>
    private Func<double> CompileDot(Load left, Load right)
    {
        double[] a = memory.Of(left.Tensor), b = memory.Of(right.Tensor);
        Func<int> ofA = Flat(left.Tensor, left.Indices), ofB = Flat(right.Tensor, right.Indices);
        return () =>
        {
            int atA = 4 * ofA(), atB = 4 * ofB();
            if (atA < 0 || atB < 0) return 0;
            return (a[atA] * b[atB]) + (a[atA + 1] * b[atB + 1]) + (a[atA + 2] * b[atB + 2]) + (a[atA + 3] * b[atB + 3]);
        };
    }

    /// <summary>The element's place in the tensor, or -1 outside.</summary>
    private Func<int> Flat(Tensor tensor, IReadOnlyList<AffineIndex> indices)
    {
        int[] extents = [.. tensor.Extents.Select(e => e == Axis.BatchExtent ? memory.Batch : e)];
        int[] strides = [.. extents.Select((_, d) => (int)tensor.Stride(d))];
        if (indices.Count != extents.Length) throw new InvalidOperationException($"{tensor} has {extents.Length} axes, {indices.Count} indices came");
        // Indices that never fall outside are one sum; only the others are tested.
        var each = indices.Select((index, d) => (Index: At(index), Extent: extents[d], Stride: strides[d])).ToLookup(i => IsInside(i.Index, i.Extent));
        IndexAt inside = Sum(tensor.Offset, each[true].Select(i => (i.Index, i.Stride)));
        (IndexAt Index, int Extent, int Stride)[] tested = [.. each[false]];
        if (tested.Length == 0) return () => inside.Value(point);
        return () =>
        {
            int at = inside.Value(point);
            foreach (ref readonly var test in tested.AsSpan())
            {
                int i = test.Index.Value(point);
                if (i < 0 || i >= test.Extent)
                {
                    Skipped = true;
                    return -1;
                }
                at += i * test.Stride;
            }
            return at;
        };
    }

    /// <summary>Whether an index is whole and within the extent at every point.</summary>
    private bool IsInside(IndexAt index, int extent)
    {
        long least = index.Constant, most = index.Constant;
        foreach (var (slot, coefficient) in index.Slots.Zip(index.Coefficients))
        {
            long reach = (long)coefficient * ((axes[slot].IsBatch ? memory.Batch : axes[slot].Extent) - 1);
            (least, most) = (least + Math.Min(reach, 0), most + Math.Max(reach, 0));
        }
        return index.Divisor == 1 && least >= 0 && most < extent;
    }

    private static IndexAt Sum(int offset, IEnumerable<(IndexAt Index, int Stride)> indices)
    {
        var terms = indices.SelectMany(i => i.Index.Slots.Zip(i.Index.Coefficients, (slot, coefficient) => (Slot: slot, Step: coefficient * i.Stride)))
            .GroupBy(t => t.Slot, t => t.Step).Select(t => (Slot: t.Key, Step: t.Sum())).ToArray();
        return new IndexAt([.. terms.Select(t => t.Slot)], [.. terms.Select(t => t.Step)], offset + indices.Sum(i => i.Index.Constant * i.Stride), 1);
    }

    private IndexAt At(AffineIndex index)
    {
        int[] slots = [.. index.Terms.Select(t => Array.IndexOf(axes, t.Axis))];
        if (slots.Contains(-1)) throw new InvalidOperationException($"{index} uses an axis that the statement does not have");
        return new IndexAt(slots, [.. index.Terms.Select(t => t.Coefficient)], index.Constant, index.Divisor);
    }

    /// <summary>An index by places of the point: most of an interpreted run is spent here.</summary>
    private readonly record struct IndexAt(int[] Slots, int[] Coefficients, int Constant, int Divisor)
    {
        /// <summary>-1 where it is not whole.</summary>
        public int Value(int[] point)
        {
            int sum = Constant;
            for (int t = 0; t < Slots.Length; t++) sum += point[Slots[t]] * Coefficients[t];
            return Divisor == 1 ? sum : sum % Divisor == 0 ? sum / Divisor : -1;
        }
    }

    private static Func<double> CompileUnary(Unary unary, Func<double> x) => unary.Operator switch
    {
        UnaryOperator.Negate => () => -x(),
        UnaryOperator.Abs => () => Math.Abs(x()),
        UnaryOperator.SquareRoot => () => Math.Sqrt(x()),
        UnaryOperator.Exp => () => Math.Exp(x()),
        UnaryOperator.ExpMinusOne => () => ReferenceFunctions.ExpMinusOne(x()),
        UnaryOperator.Log => () => Math.Log(x()),
        UnaryOperator.LogOnePlus => () => ReferenceFunctions.LogOnePlus(x()),
        UnaryOperator.NormalCdf => () => ReferenceFunctions.NormalCdf(x()),
        UnaryOperator.Tanh => () => Math.Tanh(x()),
        _ => () => 1 / (1 + Math.Exp(-x())),
    };

    private static Func<double> CompileBinary(Binary binary, Func<double> a, Func<double> b) => binary.Operator switch
    {
        BinaryOperator.Add => () => a() + b(),
        BinaryOperator.Subtract => () => a() - b(),
        BinaryOperator.Multiply => () => a() * b(),
        BinaryOperator.Divide => () => a() / b(),
        BinaryOperator.Min => () => Math.Min(a(), b()),
        _ => () => Math.Max(a(), b()),
    };

    private Func<double> CompileSelect(Select select)
    {
        Func<double> a = Compile(select.Left), b = Compile(select.Right), yes = Compile(select.WhenTrue), no = Compile(select.WhenFalse);
        return select.Comparison switch
        {
            Comparison.Less => () => a() < b() ? yes() : no(),
            Comparison.LessOrEqual => () => a() <= b() ? yes() : no(),
            Comparison.Greater => () => a() > b() ? yes() : no(),
            _ => () => a() == b() ? yes() : no(),
        };
    }

    private static Func<double> CompileActivation(Activated activated, Func<double> operand)
    {
        double alpha = activated.Alpha;
        Func<double, double> function = activated.Kind switch
        {
            ActivationKind.Linear => x => x,
            ActivationKind.ReLU => x => Math.Max(x, 0),
            ActivationKind.LeakyReLU => x => x > 0 ? x : alpha * x,
            ActivationKind.ELU => x => x > 0 ? x : alpha * ReferenceFunctions.ExpMinusOne(x),
            ActivationKind.Sigmoid => x => 1 / (1 + Math.Exp(-x)),
            ActivationKind.Tanh => Math.Tanh,
            ActivationKind.Clip => x => Math.Min(Math.Max(x, alpha), activated.Beta),
            ActivationKind.ThresholdedReLU => x => x >= activated.Beta ? x : alpha * (x - activated.Beta),
            ActivationKind.HardSigmoid => HardSigmoid,
            ActivationKind.HardSwish => x => x * HardSigmoid(x),
            ActivationKind.SiLU => x => x / (1 + Math.Exp(-x)),
            ActivationKind.GELU => x => x * ReferenceFunctions.NormalCdf(x),
            ActivationKind.TanhGELU => ReferenceFunctions.TanhGELU,
            ActivationKind.Softplus => x => Math.Max(x, 0) + ReferenceFunctions.LogOnePlus(Math.Exp(-Math.Abs(x))),
            _ => throw new InvalidOperationException($"no meaning for {activated.Kind}"),
        };
        return () => function(operand());
    }

    private static double HardSigmoid(double x) => Math.Min(Math.Max(x / 6 + 0.5, 0), 1);
}
