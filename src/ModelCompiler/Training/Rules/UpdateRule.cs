using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelCompiler.Training.Rules;

/// <summary>How one weight changes, said once for all that can compute.</summary>
/// <typeparam name="TSelf">The rule.</typeparam>
/// <typeparam name="T">What it computes with.</typeparam>
internal interface IUpdateRule<TSelf, T> where TSelf : struct, IUpdateRule<TSelf, T> where T : struct, IArithmetic<T>
{
    /// <summary>The rule with its settings, in the order that <see cref="UpdateRule.Settings"/> names them.</summary>
    static abstract TSelf Create(ReadOnlySpan<T> settings);

    /// <summary>One step of one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="first">What the rule remembers of it; rules without memory leave it alone.</param>
    /// <param name="second">What else it remembers; likewise.</param>
    /// <param name="third">And what else.</param>
    void Step(ref T weight, T gradient, ref T first, ref T second, ref T third);
}

/// <summary>The numbers that a rule changes or reads, one for each weight.</summary>
internal readonly ref struct RuleOperands(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first,
    Span<float> second, Span<float> third)
{
    public Span<float> Weights { get; } = weights;

    public ReadOnlySpan<float> Gradients { get; } = gradients;

    public Span<float> First { get; } = first;

    public Span<float> Second { get; } = second;

    public Span<float> Third { get; } = third;
}

/// <summary>A rule for all backends.</summary>
internal abstract class UpdateRule
{
    /// <summary>Names in the texts that <see cref="ToText"/> makes, besides those of the settings.</summary>
    public const string Weight = "weight", Gradient = "gradient", First = "first", Second = "second", Third = "third";

    private protected UpdateRule(int states, string[] settings) => (States, Settings) = (states, settings);

    /// <summary>How many numbers it remembers of each weight, at most 3.</summary>
    public int States { get; }

    /// <summary>Names of the numbers that hold for all weights of a step.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>Updates some weights here.</summary>
    /// <param name="operands">
    /// Weights, gradients and as much state as <see cref="States"/> says, all of a length that is a multiple of 16.
    /// </param>
    /// <param name="settings">In the order of <see cref="Settings"/>.</param>
    public abstract void Run(in RuleOperands operands, ReadOnlySpan<float> settings);

    /// <summary>The same after gradients were multiplied by one number and weights by another, without a pass of their own.</summary>
    /// <param name="operands">As above.</param>
    /// <param name="settings">As above.</param>
    /// <param name="scale">Of gradients; 1 changes no bit.</param>
    /// <param name="keep">Of weights; likewise.</param>
    public abstract void Run(in RuleOperands operands, ReadOnlySpan<float> settings, float scale, float keep);

    /// <summary>The new weight, and what is remembered of it, as formulas of the old ones.</summary>
    /// <param name="weight">What the formulas call the weight.</param>
    /// <param name="gradient">And the gradient.</param>
    /// <param name="states">And what is remembered.</param>
    public abstract (string Weight, string[] States) ToText(string weight, string gradient, params ReadOnlySpan<string> states);
}

/// <summary>A rule in its two forms.</summary>
/// <param name="states">How many numbers it remembers of each weight.</param>
/// <param name="settings">Names of its settings.</param>
/// <typeparam name="TLanes">The rule over lanes.</typeparam>
/// <typeparam name="TFormula">The same rule over formulas.</typeparam>
internal sealed class UpdateRule<TLanes, TFormula>(int states, params string[] settings) : UpdateRule(states, settings)
    where TLanes : struct, IUpdateRule<TLanes, Lanes>
    where TFormula : struct, IUpdateRule<TFormula, Formula>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in RuleOperands operands, ReadOnlySpan<float> settings)
    {
        Span<Lanes> lanes = stackalloc Lanes[settings.Length];
        for (int i = 0; i < settings.Length; i++)
            lanes[i] = new Lanes(settings[i]);
        TLanes rule = TLanes.Create(lanes);
        Span<Lanes> weights = MemoryMarshal.Cast<float, Lanes>(operands.Weights);
        ReadOnlySpan<Lanes> gradients = MemoryMarshal.Cast<float, Lanes>(operands.Gradients)[..weights.Length];
        // What a rule does not have it does not touch.
        Span<Lanes> first = States > 0 ? MemoryMarshal.Cast<float, Lanes>(operands.First)[..weights.Length] : weights;
        Span<Lanes> second = States > 1 ? MemoryMarshal.Cast<float, Lanes>(operands.Second)[..weights.Length] : weights;
        Span<Lanes> third = States > 2 ? MemoryMarshal.Cast<float, Lanes>(operands.Third)[..weights.Length] : weights;
        // Lengths are multiples of 16 floats, so whole vectors cover them, and no weight is treated otherwise than its neighbours.
        for (int i = 0; i < weights.Length; i++)
            rule.Step(ref weights[i], gradients[i], ref first[i], ref second[i], ref third[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in RuleOperands operands, ReadOnlySpan<float> settings, float scale, float keep)
    {
        Span<Lanes> lanes = stackalloc Lanes[settings.Length];
        for (int i = 0; i < settings.Length; i++)
            lanes[i] = new Lanes(settings[i]);
        TLanes rule = TLanes.Create(lanes);
        Lanes scales = new(scale), keeps = new(keep);
        Span<Lanes> weights = MemoryMarshal.Cast<float, Lanes>(operands.Weights);
        ReadOnlySpan<Lanes> gradients = MemoryMarshal.Cast<float, Lanes>(operands.Gradients)[..weights.Length];
        Span<Lanes> first = States > 0 ? MemoryMarshal.Cast<float, Lanes>(operands.First)[..weights.Length] : weights;
        Span<Lanes> second = States > 1 ? MemoryMarshal.Cast<float, Lanes>(operands.Second)[..weights.Length] : weights;
        Span<Lanes> third = States > 2 ? MemoryMarshal.Cast<float, Lanes>(operands.Third)[..weights.Length] : weights;
        for (int i = 0; i < weights.Length; i++)
        {
            Lanes weight = weights[i] * keeps;
            rule.Step(ref weight, gradients[i] * scales, ref first[i], ref second[i], ref third[i]);
            weights[i] = weight;
        }
    }

    public override (string Weight, string[] States) ToText(string weight, string gradient, params ReadOnlySpan<string> states)
    {
        TFormula rule = TFormula.Create([.. Settings.Select(name => new Formula(name))]);
        Formula changed = new(weight), none = new("none");
        Span<Formula> memory = [none, none, none];
        for (int i = 0; i < States; i++)
            memory[i] = new Formula(states[i]);
        rule.Step(ref changed, new Formula(gradient), ref memory[0], ref memory[1], ref memory[2]);
        return ($"{changed}", [.. memory[..States].ToArray().Select(m => $"{m}")]);
    }
}
