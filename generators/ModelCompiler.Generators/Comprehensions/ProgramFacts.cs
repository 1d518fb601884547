namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// What a pass may ask about the values of a program: who reads them, and which of them something outside of its statements reads or
/// writes.
/// </summary>
internal sealed class ProgramFacts
{
    private readonly ILookup<Tensor, int> readers;
    private readonly HashSet<Tensor> liveOut;

    private ProgramFacts(TensorProgram program, IEnumerable<IEnumerable<Comprehension>> units)
    {
        readers = units.SelectMany((unit, u) => unit.SelectMany(s => s.Loads).Select(l => (l.Tensor.Root, Unit: u)).Distinct())
            .ToLookup(r => r.Root, r => r.Unit);
        liveOut =
        [
            program.Input.Root, program.Output.Root, .. program.Outputs.Select(o => o.Value.Root),
                .. program.Updates.Select(u => u.Next.Root),
            .. program.Loss is { } loss ? loss.Given.Concat(loss.Penalties).Append(loss.PerSample).Select(t => t.Root) : [],
        ];
    }

    /// <summary>Readers are counted by statements, in the order of the program.</summary>
    public static ProgramFacts Of(TensorProgram program) => new(program, program.Statements.Select(s => new[] { s }));

    /// <param name="program">What the units compute together.</param>
    /// <param name="units">What counts as one reader: the statements of a kernel.</param>
    public static ProgramFacts Of(TensorProgram program, IEnumerable<IEnumerable<Comprehension>> units) => new(program, units);

    /// <summary>The numbers of those that read a value, or a part or another shape of it; each once.</summary>
    public IEnumerable<int> ReadersOf(Tensor value) => readers[value.Root];

    /// <summary>
    /// Whether the value comes from outside or is a result: it must keep memory of its own. Parameters and their gradients are told by
    /// their storage.
    /// </summary>
    public bool IsLiveOut(Tensor value) => liveOut.Contains(value.Root);
}
