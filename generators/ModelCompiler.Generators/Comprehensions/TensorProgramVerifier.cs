namespace ModelCompiler.Generators.Comprehensions;

/// <summary>What later stages may rely on; throws with the statement that breaks it.</summary>
internal static class TensorProgramVerifier
{
    public static void Verify(TensorProgram program)
    {
        var written = new WrittenMemory();
        written.Write(program.Input.Root);
        foreach (Tensor given in program.Loss?.Given ?? []) written.Write(given.Root);
        foreach (Comprehension statement in program.Statements)
        {
            VerifyStatement(statement);
            foreach (Tensor tensor in statement.Loads.Select(l => l.Tensor))
            {
                bool given = tensor.Storage is Storage.Parameters or Storage.Constants;
                Require(given || written.Covers(tensor), statement, $"reads {tensor.Root} before it is written");
            }

            Require(written.Write(statement.Output), statement, $"writes {statement.Output} a second time");
            if (statement.Position is { } position) Require(written.Write(position), statement, $"writes {position} a second time");
        }

        VerifyResults(program, written);
    }

    /// <summary>
    /// What a program is run for has been written: outputs, loss, penalties, gradients of what is trained, and what a step moves by itself.
    /// </summary>
    public static void VerifyResults(TensorProgram program, WrittenMemory written)
    {
        IEnumerable<Tensor> gradients = program.IsTraining ? program.Parameters.Where(p => p.Parameter.Declaration.Trainable)
            .Select(p => p.Gradient) : [];
        IEnumerable<Tensor> results =
        [
            program.Output, .. program.Outputs.Select(o => o.Value), .. program.Updates.Select(u => u.Next), .. gradients,
            .. program.Loss is { } loss && program.IsTraining ? loss.Penalties.Append(loss.PerSample) : [],
        ];
        if (results.FirstOrDefault(t => !written.Covers(t)) is { } lost)
            throw new InvalidOperationException($"{lost} is a result of '{program.Model}' and is never written.");
    }

    public static void VerifyStatement(Comprehension statement)
    {
        Require(statement.OutputAxes.Select(a => a.Extent).SequenceEqual(statement.Output.Extents),
            statement, $"axes do not span {statement.Output}");
        Axis[] axes = [.. statement.OutputAxes, .. statement.ReductionAxes];
        Require(axes.Select(a => a.Name).Distinct().Count() == axes.Length, statement, "an axis name stands twice");
        Require(statement.Reduction != Reduction.None || statement.ReductionAxes.Count == 0, statement, "a map reduces nothing");
        Require(!statement.Body.Parts().Any(p => p is Accumulator), statement, "the accumulator belongs to the epilogue");
        foreach (Load load in statement.Loads)
        {
            Require(load.Indices.Count == load.Tensor.Extents.Count, statement, $"{load.Tensor} takes {load.Tensor.Extents.Count} indices");
            Require(load.Indices.All(i => i.Terms.All(t => axes.Contains(t.Axis))),
                statement, $"an index of {load.Tensor} uses an axis that is not there");
        }

        foreach (Load load in statement.Epilogue.Loads())
        {
            Require(load.Indices.All(i => i.Terms.All(t => statement.OutputAxes.Contains(t.Axis))), statement,
                "the epilogue sees output axes only");
        }
    }

    private static void Require(bool condition, Comprehension statement, string what)
    {
        if (!condition) throw new InvalidOperationException($"'{statement.Name}' {what}: {statement}");
    }
}
