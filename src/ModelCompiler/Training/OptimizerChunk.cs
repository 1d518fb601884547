using ModelCompiler.Runtime;
using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>A run of neighbouring weights with their gradients and state, and the step they are at.</summary>
public readonly ref struct OptimizerChunk
{
    private readonly AlignedBuffer[] states;
    private readonly int start;

    internal OptimizerChunk(long step, double learningRate, Span<float> weights, ReadOnlySpan<float> gradients,
        AlignedBuffer[] states, int start)
    {
        Step = step;
        LearningRate = learningRate;
        Weights = weights;
        Gradients = gradients;
        this.states = states;
        this.start = start;
    }

    /// <summary>The step's number, from 1.</summary>
    public long Step { get; }

    /// <summary>The learning rate of this step.</summary>
    public double LearningRate { get; }

    /// <summary>The weights to change.</summary>
    public Span<float> Weights { get; }

    /// <summary>Their gradients, clipped and with coupled decay where that was asked for.</summary>
    public ReadOnlySpan<float> Gradients { get; }

    /// <summary>The buffer that <see cref="Optimizer.StateNames"/> names at <paramref name="index"/>, for these weights.</summary>
    public Span<float> State(int index) => states[index].Span.Slice(start, Weights.Length);

    /// <summary>What a rule with so much state works on.</summary>
    internal RuleOperands Operands(int count) =>
        new(Weights, Gradients, count > 0 ? State(0) : default, count > 1 ? State(1) : default, count > 2 ? State(2) : default);
}
