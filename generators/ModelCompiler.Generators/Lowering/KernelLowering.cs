using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>Kernel × Target → LoopNest.</summary>
internal static class KernelLowering
{
    /// <param name="batchBound">The loop over samples is already there.</param>
    /// <param name="band">The loop over bands that is already there; otherwise null.</param>
    private delegate Schedule ScheduleChoice(Comprehension statement, bool batchBound, Axis? band);

    public static LoopNest Lower(Kernel kernel, string name, Target target, UnrollPreference unroll) =>
        Lower(Prepare(kernel), name, target, unroll);

    /// <summary>What does not depend on a target.</summary>
    public static PreparedKernel Prepare(Kernel kernel)
    {
        Comprehension[] statements = kernel.Band is not null ? [.. kernel.Statements] : [.. kernel.Statements.Select(Flattening.Run)];
        IReadOnlyList<BufferParameter> buffers = BufferNaming.Of(kernel, statements);
        return new PreparedKernel(kernel, statements, buffers.ToEquatableArray(), KernelStructure.KeyOf(statements, buffers));
    }

    /// <summary>
    /// The kernel's loop nest, with every access proven to stay inside its buffer. A schedule that cannot be proven is not used: the kernel
    /// is then computed cell by cell, and says so in its remarks.
    /// </summary>
    /// <param name="prove">False only where somebody measures what the proof costs.</param>
    public static LoopNest Lower(PreparedKernel kernel, string name, Target target, UnrollPreference unroll, bool prove = true)
    {
        LoopNest nest = Lower(kernel, name, target, (statement, batchBound, band) =>
            band is null ? Scheduler.Choose(statement, target, unroll, batchBound) : Scheduler.ChooseInBand(statement, band,
                target, unroll), unroll);
        if (!prove) return Finish(nest);
        AccessProof proof = AccessVerifier.Prove(nest);
        if (proof.Unproven.Count == 0) return Finish(nest);
        LoopNest cells = Lower(kernel, name, target,
            (statement, batchBound, band) => Scheduler.Cells(statement, target.Machine, batchBound, band), unroll);
        AccessProof again = AccessVerifier.Prove(cells);
        if (again.Unproven.Count > 0)
            throw new InvalidOperationException($"Kernel '{name}' has no code that is proven to stay inside its memory: "
                + $"{again.Unproven[0]}\n{LoopNestPrinter.Print(cells)}");
        return Finish(cells) with { Remarks = cells.Remarks.Add($"{RefusedSchedule}: {proof.Unproven[0]}") };
    }

    /// <summary>Begins the remark of a kernel whose schedule could not be proven; tests look for it.</summary>
    public const string RefusedSchedule = "schedule refused";

    /// <summary>Without what was only there to be proven, and what nothing reads.</summary>
    private static LoopNest Finish(LoopNest nest) => nest with { Body = UnusedLets.Remove(IndexClaims.Remove(nest.Body)) };

    private static LoopNest Lower(PreparedKernel kernel, string name, Target target, ScheduleChoice choose, UnrollPreference unroll)
    {
        Comprehension[] statements = kernel.Statements;
        IReadOnlyList<BufferParameter> buffers = kernel.Buffers;
        Dictionary<MemoryPlace, string> names = buffers.ToDictionary(b => b.Tensor.Place, b => b.Name);
        Func<Tensor, string> call = tensor => names.TryGetValue(tensor.Place, out string? parameter) ? parameter : tensor.Name;
        return statements.Length == 1 && kernel.Kernel.Band is null
            ? LowerOne(statements.Single(), name, target, choose, unroll, buffers, names, call)
            : LowerTogether(statements, kernel.Kernel.Band, name, choose, buffers, names, call);
    }

    /// <summary>
    /// The kernel for exactly one sample, for every target; null where the kernel for any number of samples does as well: where no target's
    /// schedule tiles the samples.
    /// </summary>
    public static IReadOnlyList<LoopNest>? LowerOneSample(PreparedKernel kernel, string name,
        IReadOnlyList<Target> targets, UnrollPreference unroll)
    {
        if (kernel.Statements.Length > 1) return null;
        Comprehension statement = kernel.Statements.Single();
        bool tiled = targets.Any(t => Scheduler.Choose(statement, t, unroll, batchBound: false).IsTiled(Axis.Batch));
        if (!Decisions.Choose(tiled, Branch.OneSampleKernel, Branch.OneSampleSameKernel)) return null;
        IReadOnlyList<BufferParameter> buffers = kernel.Buffers;
        Dictionary<MemoryPlace, string> names = buffers.ToDictionary(b => b.Tensor.Place, b => b.Name);
        string formula = ComprehensionPrinter.Print(statement,
            tensor => names.TryGetValue(tensor.Place, out string? parameter) ? parameter : tensor.Name);
        LoopNest OneSample(Schedule schedule)
        {
            List<NestStatement> body = new OutputLowering(statement, schedule, names).LowerSample(LinearForm.Number(0));
            return new LoopNest(name, buffers.ToEquatableArray(), ItemCount.OneSample, [formula, $"one sample, n = 0; {schedule}"],
                body.ToEquatableArray());
        }

        LoopNest[] nests = [.. targets.Select(target => OneSample(Scheduler.Choose(statement, target, unroll, batchBound: true)))];
        return nests.All(nest => AccessVerifier.Prove(nest).Unproven.Count == 0) ? [.. nests.Select(Finish)] : null;
    }

    private static LoopNest LowerOne(
        Comprehension statement, string name, Target target, ScheduleChoice choose, UnrollPreference unroll,
        IReadOnlyList<BufferParameter> buffers, Dictionary<MemoryPlace, string> names, Func<Tensor, string> call)
    {
        Schedule schedule = choose(statement, false, null);
        Schedule? alone = Scheduler.ChooseAlone(statement, schedule, target, unroll);
        OutputLowering? oneSample = alone is null ? null : new(statement, alone, names);
        var lowering = new OutputLowering(statement, schedule, names, overItems: true, oneSample);
        string formula = ComprehensionPrinter.Print(statement, call), remark = $"items: {Items(schedule)}; {schedule}";
        return new LoopNest(
            name, buffers.ToEquatableArray(), lowering.Items, alone is null
                ? [formula, remark]
                : [formula, remark, $"one sample: {alone}"], lowering.Lower().ToEquatableArray());
    }

    /// <summary>Statements that share the loop over samples, or over bands of rows of them.</summary>
    private static LoopNest LowerTogether(
        Comprehension[] statements, Axis? band, string name, ScheduleChoice choose,
        IReadOnlyList<BufferParameter> buffers, Dictionary<MemoryPlace, string> names, Func<Tensor, string> call)
    {
        var item = new IntVariable(LoopNest.Item);
        int bands = band?.Extent ?? 1;
        List<NestStatement> body = bands == 1 ? []
            : [new IntegerLet("n", item / bands, Wide: true), new IntegerLet(band!.Name, item % bands, Wide: false)];
        var remarks = new List<string>();
        var schedules = new List<string>();
        foreach (Comprehension statement in statements)
        {
            string formula = ComprehensionPrinter.Print(statement, call);
            Schedule schedule = choose(statement, true, band);
            body.Add(new Comment(formula));
            body.Add(new Scope(new OutputLowering(statement, schedule, names).LowerSample(LinearForm.Of("n")).ToEquatableArray()));
            remarks.Add(formula);
            if (band is not null) schedules.Add($"{call(statement.Output)}: {schedule}");
        }

        remarks.Add($"items: {(bands == 1 ? "samples" : $"n × {bands} bands of rows")}, each through all of these");
        remarks.AddRange(schedules);
        Loop loop = bands == 1 ? Loop.OverItems("n", true, body) : Loop.OverItems(LoopNest.Item, false, body);
        return new LoopNest(name, buffers.ToEquatableArray(), new ItemCount(bands, 1), remarks.ToEquatableArray(), [loop]);
    }

    private static string Items(Schedule schedule)
    {
        string text = string.Join(" × ",
            schedule.Items.Select(l => l.Axis is null ? "blocks of vectors" : l.InSteps));
        return text.Length == 0 ? "one" : text;
    }
}

/// <summary>A kernel ready to be lowered for any target.</summary>
/// <param name="Key">Equal for kernels that have the same code.</param>
internal sealed record PreparedKernel(Kernel Kernel, Comprehension[] Statements, EquatableArray<BufferParameter> Buffers, string Key)
{
    /// <summary>All that its code for a target is a function of: see <see cref="KernelStructure.WholeOf"/>.</summary>
    public string Whole => KernelStructure.WholeOf(Kernel, Buffers, Key);
}
