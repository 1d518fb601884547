using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>
/// What statements computed in earlier runs of a network. A pass changes a few of them: the others read the same numbers and come to the same ones, so most of a run is here already.
/// </summary>
internal sealed class RememberedResults
{
    private readonly Dictionary<Comprehension, (double[][] Read, double[] Output, double[]? Position)> results = [];

    /// <summary>Gives a memory what the statement computed of the same arrays before. False if it has to run.</summary>
    public bool Recall(Comprehension statement, TensorMemory memory)
    {
        if (!IsWhole(statement) || memory.Has(statement.Output) || !results.TryGetValue(statement, out var result)) return false;
        if (!Read(statement, memory).SequenceEqual(result.Read, ReferenceEqualityComparer.Instance)) return false;
        memory.Share(statement.Output, result.Output);
        if (statement.Position is not null) memory.Share(statement.Position, result.Position!);
        return true;
    }

    /// <summary>Keeps what a statement has just computed of its whole domain.</summary>
    public void Keep(Comprehension statement, TensorMemory memory)
    {
        if (!IsWhole(statement)) return;
        double[][] read = [.. Read(statement, memory)];
        double[] output = memory.Of(statement.Output);
        double[]? position = statement.Position is null ? null : memory.Of(statement.Position);
        results[statement] = (read, output, position);
        memory.Share(statement.Output, output);
        if (position is not null) memory.Share(statement.Position!, position);
    }

    /// <summary>Of a slice the rest comes from other statements.</summary>
    private static bool IsWhole(Comprehension statement) => statement.Output.Root == statement.Output && (statement.Position is null || statement.Position.Root == statement.Position);

    /// <summary>Constants are what their tensors say.</summary>
    private static IEnumerable<double[]> Read(Comprehension statement, TensorMemory memory) =>
        statement.Loads.Where(l => l.Tensor.Storage != Storage.Constants).Select(l => memory.Of(l.Tensor));
}
