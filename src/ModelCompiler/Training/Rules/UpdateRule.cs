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
    void Step(ref T weight, T gradient, ref T first, ref T second);
}

/// <summary>A rule for all backends.</summary>
internal abstract class UpdateRule
{
    /// <summary>Names in the texts that <see cref="ToText"/> makes, besides those of the settings.</summary>
    public const string Weight = "weight", Gradient = "gradient", First = "first", Second = "second";

    private protected UpdateRule(int states, string[] settings) => (States, Settings) = (states, settings);

    /// <summary>How many numbers it remembers of each weight, at most 2.</summary>
    public int States { get; }

    /// <summary>Names of the numbers that hold for all weights of a step.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>Updates some weights here.</summary>
    /// <param name="chunk">Weights, gradients and state.</param>
    /// <param name="settings">In the order of <see cref="Settings"/>.</param>
    public abstract void Run(in OptimizerChunk chunk, ReadOnlySpan<float> settings);

    /// <summary>The new weight, and what is remembered of it, as formulas of the old ones.</summary>
    public abstract (string Weight, string First, string Second) ToText();
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
    public override void Run(in OptimizerChunk chunk, ReadOnlySpan<float> settings)
    {
        Span<Lanes> lanes = stackalloc Lanes[settings.Length];
        for (int i = 0; i < settings.Length; i++)
            lanes[i] = new Lanes(settings[i]);
        TLanes rule = TLanes.Create(lanes);
        Span<Lanes> weights = MemoryMarshal.Cast<float, Lanes>(chunk.Weights);
        ReadOnlySpan<Lanes> gradients = MemoryMarshal.Cast<float, Lanes>(chunk.Gradients)[..weights.Length];
        // What a rule does not have it does not touch.
        Span<Lanes> first = States > 0 ? MemoryMarshal.Cast<float, Lanes>(chunk.State(0))[..weights.Length] : weights;
        Span<Lanes> second = States > 1 ? MemoryMarshal.Cast<float, Lanes>(chunk.State(1))[..weights.Length] : weights;
        // Chunks are multiples of 16 floats, so whole vectors cover them, and no weight is treated otherwise than its neighbours.
        for (int i = 0; i < weights.Length; i++)
            rule.Step(ref weights[i], gradients[i], ref first[i], ref second[i]);
    }

    public override (string Weight, string First, string Second) ToText()
    {
        TFormula rule = TFormula.Create([.. Settings.Select(name => new Formula(name))]);
        Formula weight = new(Weight), first = new(First), second = new(Second);
        rule.Step(ref weight, new Formula(Gradient), ref first, ref second);
        return ($"{weight}", $"{first}", $"{second}");
    }
}
