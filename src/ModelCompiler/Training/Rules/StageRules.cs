using System.Runtime.CompilerServices;

namespace ModelCompiler.Training.Rules;

/// <summary><c>g = scale · g</c>, of the gradient in place of the weight.</summary>
internal readonly struct ScaleRule<T>(T scale) : IUpdateRule<ScaleRule<T>, T> where T : struct, IArithmetic<T>
{
    public static ScaleRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third) => weight = gradient * scale;
}

/// <summary><c>g</c> within ±limit.</summary>
internal readonly struct ClipRule<T>(T limit) : IUpdateRule<ClipRule<T>, T> where T : struct, IArithmetic<T>
{
    public static ClipRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third) => weight = T.Clamp(gradient, limit);
}

/// <summary><c>g += decay · w</c>: the gradient in place of the weight, the weight in that of what is remembered.</summary>
internal readonly struct CoupledDecayRule<T>(T decay) : IUpdateRule<CoupledDecayRule<T>, T> where T : struct, IArithmetic<T>
{
    public static CoupledDecayRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third) => weight = gradient + decay * first;
}

/// <summary><c>w = keep · w</c>, with <c>keep = 1 - lr · decay</c>.</summary>
internal readonly struct DecayRule<T>(T keep) : IUpdateRule<DecayRule<T>, T> where T : struct, IArithmetic<T>
{
    public static DecayRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third) => weight *= keep;
}

/// <summary><c>s += α(w - s)</c>, <c>w = s</c>: the slow weights come after the fast ones, which begin again there.</summary>
internal readonly struct LookaheadRule<T>(T slowStep) : IUpdateRule<LookaheadRule<T>, T> where T : struct, IArithmetic<T>
{
    public static LookaheadRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T slow = first + slowStep * (weight - first);
        first = slow;
        weight = slow;
    }
}

/// <summary><c>a = memory · a + rest · w</c>.</summary>
internal readonly struct AverageRule<T>(T memory, T rest) : IUpdateRule<AverageRule<T>, T> where T : struct, IArithmetic<T>
{
    public static AverageRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third) => first = first * memory + weight * rest;
}
