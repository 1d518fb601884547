using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>What an optimizer remembers of one model: its buffers and how many steps it took. Runs the update over several
/// threads.</summary>
internal sealed class OptimizerState : IRangeWork, IOptimizerMemory
{
    private const int UpdateJob = 0, NormJob = 1;

    private readonly Optimizer optimizer;
    private readonly UpdatePlan plan;
    private readonly AlignedBuffer weights;
    private readonly AlignedBuffer[] states;
    private readonly CompiledProgram program;
    private readonly UpdateItem[] items;
    private readonly GradientNorm? norm;
    private readonly float[] settings;
    private readonly HostUpdate update;

    /// <exception cref="ArgumentException">The optimizer's options do not go together.</exception>
    public OptimizerState(Optimizer optimizer, CompiledProgram program)
    {
        this.optimizer = optimizer;
        this.program = program;
        plan = new UpdatePlan(optimizer);
        weights = program.ParameterSet.Buffer;
        Length = program.ParameterSet.TrainableFloats;
        states = [.. plan.Buffers.Select(_ => new AlignedBuffer(Length))];
        for (int i = 0; i < states.Length; i++)
        {
            if (plan.InitialState(i) != 0)
                states[i].Span.Fill(plan.InitialState(i));
        }

        items = UpdateItem.Divide(program.ParameterSet, plan);
        settings = new float[plan.SettingCount];
        if (plan.NormLimit is { } limit)
            norm = new GradientNorm(items, plan.NormOfEach, limit);
        update = new HostUpdate(optimizer, plan, states);
    }

    public long Step { get; set; }

    public long Epoch { get; set; }

    public IReadOnlyList<string> Names => plan.Buffers;

    public int Length { get; }

    public ReadOnlySpan<float> View(int buffer) => states[buffer].Span;

    public void Read(int buffer, Span<float> destination) => states[buffer].Span.CopyTo(destination);

    public void Write(int buffer, ReadOnlySpan<float> source) => source.CopyTo(states[buffer].Span);

    public int AverageBuffer => plan.AverageBuffer;

    public void SwapAverages()
    {
        Span<float> own = weights.Span[..Length], averages = states[AverageBuffer].Span;
        for (int i = 0; i < own.Length; i++)
            (own[i], averages[i]) = (averages[i], own[i]);
        program.ParameterSet.MarkChanged();
    }

    /// <summary>Takes one step along the gradients that the program holds.</summary>
    public void Apply()
    {
        double rate = optimizer.RateAt(new TrainingTime(Step, Epoch));
        if (Step == 0 && plan.SlowBuffer >= 0)
            weights.Span[..Length].CopyTo(states[plan.SlowBuffer].Span);
        Step++;
        plan.GetSettings(Step, rate, settings);
        if (items.Length > 0)
        {
            if (norm is not null)
            {
                WorkerPool.Run(this, NormJob, items.Length, program.Threads);
                norm.Finish();
            }

            update.Begin(Step, rate, settings);
            WorkerPool.Run(this, UpdateJob, items.Length, program.Threads);
        }

        program.ParameterSet.MarkChanged();
    }

    void IRangeWork.Execute(int job, int from, int to)
    {
        if (job == NormJob)
        {
            for (int i = from; i < to; i++)
                norm!.Add(i, program.GradientBuffer.Slice(items[i].Start, items[i].Length));
            return;
        }

        for (int i = from; i < to; i++)
            Update(items[i]);
    }

    private void Update(UpdateItem item) => update.Run(
        weights.Span.Slice(item.Start, item.Length), program.GradientBuffer.Slice(item.Start, item.Length), item.Start,
        norm?.Scale(item.Tensor) ?? 1, item.Decays);
}
