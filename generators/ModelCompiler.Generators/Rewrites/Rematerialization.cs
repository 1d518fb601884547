using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// Values that the backward pass makes anew instead of keeping them. A constant matrix times a value that is smaller, as in Winograd's
/// transform of the input, costs little, and what it makes would otherwise stay in memory from the forward pass to the layer's gradient: of
/// all layers together, several times the network's activations.
/// <code>
/// tiles        = Bᵀ · input     forward: needed for a moment
/// tiles.again  = Bᵀ · input     backward, before
/// d kernel     = Σ d products · tiles.again
/// </code>
/// </summary>
internal static class Rematerialization
{
    public static TensorProgram Run(TensorProgram program)
    {
        var facts = ProgramFacts.Of(program);
        Dictionary<Tensor, (string Layer, Comprehension Statement)> transforms = program.Definitions.Where(d => d.Phase == Phase.Forward)
            .SelectMany(d => d.Statements.Where(IsTransform).Select(s => (d.Layer, Statement: s)))
            .ToDictionary(t => t.Statement.Output.Root);
        var replaced = new Dictionary<Tensor, Tensor>();
        var result = new List<Definition>();
        foreach (Definition definition in program.Definitions)
        {
            if (definition.Phase != Phase.Backward)
            {
                result.Add(definition);
                continue;
            }

            foreach (Tensor read in definition.Statements.SelectMany(s => s.Loads).Select(l => l.Tensor.Root).Distinct()
                .Where(t => !replaced.ContainsKey(t) && !facts.IsLiveOut(t)))
            {
                Comprehension[] chain = Chain(read, transforms);
                if (chain.Length == 0
                    || !Decisions.Choose(read.Count > Source(chain[0]).Count, Branch.TransformMadeAnew, Branch.TransformKept))
                    continue;
                var again = new List<Comprehension>();
                foreach (Comprehension statement in chain)
                {
                    Tensor root = statement.Output.Root;
                    var copy = new Tensor($"{root.Name}.again", root.Storage, [.. root.Extents]) { Role = TensorRole.Rematerialized };
                    again.Add(Reading(statement, replaced) with { Name = copy.Name, Output = copy.View([.. statement.Output.Extents]) });
                    replaced[root] = copy;
                }

                result.Add(new Definition(transforms[read].Layer, Phase.Backward, new GradientRule.None(), again.ToEquatableArray()));
            }

            result.Add(replaced.Count == 0 ? definition
                : definition with { Statements = definition.Statements.Select(s => Reading(s, replaced)).ToEquatableArray() });
        }

        return program with { Definitions = result.ToEquatableArray() };
    }

    /// <summary>The transforms that make a value, first the one whose source is something else.</summary>
    private static Comprehension[] Chain(Tensor value, Dictionary<Tensor, (string Layer, Comprehension Statement)> transforms)
    {
        var chain = new List<Comprehension>();
        for (Tensor at = value; transforms.TryGetValue(at, out (string Layer, Comprehension Statement) made); at = Source(
            made.Statement).Root)
            chain.Insert(0, made.Statement);
        return [.. chain];
    }

    private static bool IsTransform(Comprehension statement) =>
        statement is { IsContraction: true, Epilogue: Accumulator, Position: null } && statement.Output.HasBatch
            && !statement.Output.IsSlice
        && ConstantMatrixProduct.Match(statement)?.Value.Tensor is { HasBatch: true, Storage: Storage.Arena };

    private static Tensor Source(Comprehension transform) => ConstantMatrixProduct.Match(transform)!.Value.Tensor;

    private static Comprehension Reading(Comprehension statement, Dictionary<Tensor, Tensor> replaced)
    {
        Expression Replace(Expression e) =>
            e.Rewrite(part => part is Load load
                && replaced.TryGetValue(load.Tensor.Root, out Tensor? copy)
                ? new Load(copy.View([.. load.Tensor.Extents]), load.Indices)
                : null);
        return statement with { Body = Replace(statement.Body), Epilogue = Replace(statement.Epilogue) };
    }
}
