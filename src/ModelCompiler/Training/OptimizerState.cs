using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>What an optimizer remembers of one model: its buffers and how many steps it took. Runs the update over several
/// threads.</summary>
internal sealed class OptimizerState : IRangeWork, IOptimizerMemory
{
    /// <summary>Floats of one work item: 64 KiB of each buffer, so that all of Adam's four fit into a core's second-level cache.</summary>
    private const int ItemFloats = 16 * 1024;

    private readonly Optimizer optimizer;
    private readonly AlignedBuffer weights;
    private readonly AlignedBuffer[] states;
    private readonly CompiledProgram program;
    private readonly int length;
    private double learningRate;

    public OptimizerState(Optimizer optimizer, CompiledProgram program)
    {
        this.optimizer = optimizer;
        this.program = program;
        weights = program.ParameterSet.Buffer;
        length = program.ParameterSet.TrainableFloats;
        states = [.. optimizer.StateNames.Select(_ => new AlignedBuffer(length))];
    }

    public long Step { get; set; }

    public long Epoch { get; set; }

    public IReadOnlyList<string> Names => optimizer.StateNames;

    public int Length => length;

    public void Read(int buffer, Span<float> destination) => states[buffer].Span.CopyTo(destination);

    public void Write(int buffer, ReadOnlySpan<float> source) => source.CopyTo(states[buffer].Span);

    /// <summary>Takes one step along the gradients that the program holds.</summary>
    public void Apply()
    {
        learningRate = optimizer.RateAt(new TrainingTime(Step, Epoch));
        Step++;
        int items = (length + ItemFloats - 1) / ItemFloats;
        if (items > 0)
            WorkerPool.Run(this, 0, items, program.Threads);
        program.ParameterSet.MarkChanged();
    }

    void IRangeWork.Execute(int job, int from, int to)
    {
        int start = from * ItemFloats;
        int count = Math.Min(length, to * ItemFloats) - start;
        optimizer.Update(new OptimizerChunk(
            Step, learningRate, weights.Span.Slice(start, count), program.GradientBuffer.Slice(start, count), states, start));
    }
}
