using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// A value that is copied into its part of a concatenation is written there in the first place, and read there by whoever else reads it:
/// concatenating costs nothing. What cannot lie there keeps its copy: the network's input and outputs, a value in two concatenations, one
/// that is also seen with other columns.
/// </summary>
internal static class ConcatenationPlacement
{
    public static TensorProgram Run(TensorProgram program)
    {
        if (!program.Statements.Any(s => Copied(s) is not null)) return program;
        var homes = new Dictionary<Tensor, Tensor>();
        var copies = new HashSet<Comprehension>();
        ILookup<Tensor, Tensor> uses = program.Statements.SelectMany(Tensors).ToLookup(t => t.Root);
        var facts = ProgramFacts.Of(program);
        foreach (Comprehension statement in program.Statements)
        {
            if (Copied(statement) is not { } value) continue;
            bool movable = !facts.IsLiveOut(value) && !homes.ContainsKey(value.Root)
                && uses[value.Root].All(u => u.IsSlice || u.Columns == value.Root.Columns);
            if (!Decisions.Choose(movable, Branch.ConcatenatedInPlace, Branch.ConcatenatedByCopy)) continue;
            homes.Add(value.Root, statement.Output);
            copies.Add(statement);
        }

        return homes.Count == 0 ? program : program.Replace(statement => copies.Contains(statement) ? [] : [Move(statement, homes)]);
    }

    private static IEnumerable<Tensor> Tensors(Comprehension statement) => statement.Loads.Select(l => l.Tensor).Append(statement.Output);

    /// <summary>The whole value that a statement does nothing but copy to a part of another, or null.</summary>
    private static Tensor? Copied(Comprehension s) =>
        s is { Output.IsSlice: true, Reduction: Reduction.None, Epilogue: Accumulator, Body: Load load } && s.ReadsInPlace(load)
            && !load.Tensor.IsSlice && load.Tensor.Storage == Storage.Arena
            ? load.Tensor
            : null;

    private static Comprehension Move(Comprehension statement, Dictionary<Tensor, Tensor> homes)
    {
        Tensor Moved(Tensor tensor)
        {
            // A concatenation may itself be part of one.
            while (homes.TryGetValue(tensor.Root, out Tensor? home)) tensor = tensor.MovedInto(home);
            return tensor;
        }

        Expression Loads(Expression e) => e.Rewrite(part => part is Load load ? load with { Tensor = Moved(load.Tensor) } : null);
        return statement with { Output = Moved(statement.Output), Body = Loads(statement.Body), Epilogue = Loads(statement.Epilogue) };
    }
}
