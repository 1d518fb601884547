using ModelCompiler.Training.Rules;

namespace ModelCompiler.Training;

/// <summary>
/// A rule that turns gradients into new weights, weight by weight. It holds settings only: the buffers it needs for each weight
/// (<see cref="StateNames"/>)
/// and the count of steps belong to the trainer, so that one rule can serve several trainers and a checkpoint finds all state in one place.
/// </summary>
/// <remarks>A step first clips the gradients, then lets the weights decay, then follows the rule, and then averages; all of it in one pass
/// over memory, after one over the gradients where a norm is asked for.</remarks>
public abstract partial class Optimizer
{
    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">A number, a schedule or a function.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is negative or not finite.</exception>
    protected Optimizer(LearningRateSchedule learningRate) => schedule = Checked(learningRate);

    /// <summary>The optimizer's name, for messages and checkpoints.</summary>
    public string Name => GetType().Name;

    /// <summary>Names of the buffers of one float per weight that the rule keeps between steps;
    /// <see cref="OptimizerChunk.State"/> counts them.</summary>
    public virtual IReadOnlyList<string> StateNames => [];

    /// <summary>The optimizer as it would be typed.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", [$"learningRate: {Schedule}", .. SettingTexts, .. OptionTexts])})";

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

    /// <summary>What a buffer of <see cref="StateNames"/> is filled with before the first step.</summary>
    internal virtual float InitialState(int index) => 0;

    /// <summary>After how many steps slow weights come after the fast ones, and how far; none if 0.</summary>
    internal virtual (int Period, double Step) SlowWeights => default;

    /// <summary>Settings beyond the learning rate, <c>beta1: 0.9</c>.</summary>
    private protected virtual IEnumerable<string> SettingTexts => [];

    /// <summary>Updates some weights by a rule.</summary>
    private protected void Run(UpdateRule rule, in OptimizerChunk chunk)
    {
        Span<float> settings = stackalloc float[rule.Settings.Count];
        GetSettings(chunk.Step, chunk.LearningRate, settings);
        rule.Run(chunk.Operands(rule.States), settings);
    }

    /// <summary>Returns <paramref name="value"/>, or says which setting is wrong and what is allowed.</summary>
    private protected double Require(double value, string name, bool valid, string allowed) =>
        valid ? value : throw new ArgumentOutOfRangeException(name, value, $"{Name}: {name} is {allowed}; got {value}.");

    /// <summary>A share of what is remembered, in [0, 1).</summary>
    private protected double RequireMemory(double value, string name) => Require(value, name, value is >= 0 and < 1, "in [0, 1)");

    /// <summary>An epsilon, also as a float: one that rounds to 0 would divide 0 by 0.</summary>
    private protected double RequireEpsilon(double value, string name) =>
        Require(value, name, (float)value > 0 && double.IsFinite(value), "a positive number that a float can hold");
}
