using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>Runs one comprehension as its definition reads: for every output element, reduce the body over the reduction axes, then the epilogue.</summary>
internal sealed class StatementRunner
{
    private readonly Comprehension statement;
    private readonly TensorMemory memory;
    private readonly int[] outputExtents;
    private readonly int[] reductionExtents;
    private readonly int[] reductionSlots;
    private readonly ExpressionEvaluator evaluator;

    public StatementRunner(Comprehension statement, TensorMemory memory)
    {
        this.statement = statement;
        this.memory = memory;
        outputExtents = [.. statement.OutputAxes.Select(Extent)];
        reductionExtents = [.. statement.ReductionAxes.Select(Extent)];
        reductionSlots = [.. Enumerable.Range(outputExtents.Length, reductionExtents.Length)];
        evaluator = new ExpressionEvaluator([.. statement.OutputAxes, .. statement.ReductionAxes], memory);
    }

    /// <summary>Computes the elements of the statement's output for which some axes have these values; all elements where none are given.</summary>
    public void Run(IReadOnlyDictionary<Axis, int>? given = null)
    {
        double[] output = memory.Allocate(statement.Output);
        double[]? position = statement.Position is null ? null : memory.Allocate(statement.Position);
        var body = evaluator.Compile(statement.Body);
        var epilogue = evaluator.Compile(statement.Epilogue);
        var place = evaluator.Place(statement.Output, statement.OutputAxes);
        var positionPlace = statement.Position is null ? place : evaluator.Place(statement.Position, statement.OutputAxes);
        int[] free = [.. Enumerable.Range(0, outputExtents.Length).Where(d => given?.ContainsKey(statement.OutputAxes[d]) != true)];
        int[] freeExtents = [.. free.Select(d => outputExtents[d])];
        evaluator.Reset(0, outputExtents.Length);
        for (int d = 0; d < outputExtents.Length; d++)
        {
            if (given?.TryGetValue(statement.OutputAxes[d], out int value) == true) evaluator.Set(d, value);
        }
        int points = Points(freeExtents), reductions = Points(reductionExtents);
        for (int at = 0; at < points; at++)
        {
            if (at > 0) evaluator.Advance(free, freeExtents);
            (evaluator.Reduced, int first) = Reduce(body, reductions);
            output[place()] = epilogue();
            if (position is not null) position[positionPlace()] = first;
        }
    }

    private (double Value, int First) Reduce(Func<double> body, int points)
    {
        double value = statement.Reduction == Reduction.Max ? double.NegativeInfinity : 0;
        int first = -1;
        evaluator.Reset(outputExtents.Length, reductionExtents.Length);
        for (int point = 0; point < points; point++)
        {
            if (point > 0) evaluator.Advance(reductionSlots, reductionExtents);
            evaluator.Skipped = false;
            double term = body();
            if (evaluator.Skipped)
            {
                if (statement.Reduction == Reduction.None) throw new InvalidOperationException($"a map reads outside: {statement}");
                continue;
            }
            if (statement.Reduction != Reduction.Max) value += term;
            else if (term > value || first < 0) (value, first) = (term, point);
        }
        return (value, first);
    }

    private static int Points(int[] extents) => extents.Aggregate(1, (product, extent) => product * extent);

    private int Extent(Axis axis) => axis.IsBatch ? memory.Batch : axis.Extent;
}
