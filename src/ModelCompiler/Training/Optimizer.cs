using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>
/// A rule that turns gradients into new weights, weight by weight. It holds settings only: the buffers it needs for each weight
/// (<see cref="StateNames"/>)
/// and the count of steps belong to the trainer, so that one rule can serve several trainers and a checkpoint finds all state in one place.
/// </summary>
public abstract class Optimizer
{
    private double learningRate;

    /// <summary>Sets the learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a positive finite number.</exception>
    protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>The step's size; may be changed between steps, as schedules do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double LearningRate
    {
        get => learningRate;
        set => learningRate = Require(value, nameof(LearningRate), value >= 0 && double.IsFinite(value), "a finite number from 0");
    }

    /// <summary>The optimizer's name, for messages and checkpoints.</summary>
    public string Name => GetType().Name;

    /// <summary>Names of the buffers of one float per weight that the rule keeps between steps, zero at first;
    /// <see cref="OptimizerChunk.State"/> counts them.</summary>
    public virtual IReadOnlyList<string> StateNames => [];

    /// <summary>
    /// Updates some weights and their state. Several threads may be in here at once, each with weights of its own, so nothing but the
    /// chunk may change.
    /// A chunk's length is a multiple of 16, and each weight must be treated alike wherever it lies, so that the split changes no result.
    /// </summary>
    protected internal abstract void Update(in OptimizerChunk chunk);

    /// <summary>The rule in a form that devices take too, or null for a rule that only <see cref="Update"/> knows.</summary>
    internal virtual UpdateRule? Rule => null;

    /// <summary>The numbers of a step that hold for all weights, as <see cref="Rule"/> names them.</summary>
    internal virtual void GetSettings(long step, double learningRate, Span<float> settings)
    {
    }

    /// <summary>Updates some weights by a rule.</summary>
    private protected void Run(UpdateRule rule, in OptimizerChunk chunk)
    {
        Span<float> settings = stackalloc float[rule.Settings.Count];
        GetSettings(chunk.Step, chunk.LearningRate, settings);
        rule.Run(chunk, settings);
    }

    /// <summary>Returns <paramref name="value"/>, or says which setting is wrong and what is allowed.</summary>
    private protected double Require(double value, string name, bool valid, string allowed) =>
        valid ? value : throw new ArgumentOutOfRangeException(name, value, $"{Name}: {name} is {allowed}; got {value}.");
}
