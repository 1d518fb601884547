using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Scalar expression at a point → vector expression over neighbouring points of the vector axis.</summary>
/// <param name="buffers">Parameter name of each place in memory.</param>
internal sealed class VectorLowering(IReadOnlyDictionary<MemoryPlace, string> buffers, Axis? vectorAxis)
{
    /// <param name="scope">Binds every axis; the vector axis to its first lane.</param>
    /// <param name="accumulator">What the accumulator stands for, in epilogues.</param>
    public VectorExpression Lower(Expression e, AxisScope scope, int lanes, VectorExpression? accumulator = null)
    {
        VectorExpression Down(Expression part) => Lower(part, scope, lanes, accumulator);
        return e switch
        {
            Constant c => new Splat(c.Value, lanes),
            RunNumber r => new RunSplat(r.Kind, lanes),
            Load load => LowerLoad(load, scope, lanes),
            Accumulator => accumulator ?? throw new InvalidOperationException("An accumulator outside an epilogue."),
            AxisNumber number => LowerNumber(scope.Value(number.Index), lanes),
            Keep keep => new KeepFactor(keep.Rate, keep.Stream, scope.Address(keep.Shape, keep.Indices), lanes) { IsNoise = keep.IsNoise },
            Unary u => new VectorUnary(u.Operator, Down(u.Operand)),
            Binary { Operator: BinaryOperator.Add, Left: Binary { Operator: BinaryOperator.Multiply } m } b => new MultiplyAdd(Down(m.Left),
                Down(m.Right), Down(b.Right)),
            Binary { Operator: BinaryOperator.Add, Right: Binary { Operator: BinaryOperator.Multiply } m } b => new MultiplyAdd(
                Down(m.Left), Down(m.Right), Down(b.Left)),
            Binary b => new VectorBinary(b.Operator, Down(b.Left), Down(b.Right)),
            Select s => new VectorSelect(s.Comparison, Down(s.Left), Down(s.Right), Down(s.WhenTrue), Down(s.WhenFalse)),
            Activated a => Down(ActivationFunctions.Expand(a)),
            _ => throw new InvalidOperationException($"No vector form of {e.GetType().Name}."),
        };
    }

    public Access At(Tensor tensor, IReadOnlyList<AffineIndex> indices, AxisScope scope) =>
        new(buffers[tensor.Place], scope.Address(tensor, indices), tensor.Element);

    /// <summary>Where a statement writes.</summary>
    public Access Output(Comprehension statement, AxisScope scope) =>
        At(statement.Output, [.. statement.OutputAxes.Select(AffineIndex.Of)], scope);

    private VectorExpression LowerLoad(Load load, AxisScope scope, int lanes)
    {
        bool oneNumber = lanes == 1 || vectorAxis is null || Strides.Along(load, vectorAxis) == 0;
        if (oneNumber && ConstantTables.ValueOf(load, scope) is { } known) return new Splat(known, lanes); // Known here: part of the code.

        Access at = At(load.Tensor, load.Indices, scope);
        bool contiguous = vectorAxis is not null && Strides.Along(load, vectorAxis) == 1;
        return contiguous || lanes == 1 ? new VectorLoad(at, lanes) : new Broadcast(at, lanes);
    }

    private static VectorExpression LowerNumber(LinearForm number, int lanes) =>
        number.Terms.Count == 0 ? new Splat(number.Constant, lanes) : new IntSplat(number.ToExpression(), lanes);
}
