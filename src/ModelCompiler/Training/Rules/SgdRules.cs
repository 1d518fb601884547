using System.Runtime.CompilerServices;

namespace ModelCompiler.Training.Rules;

/// <summary><c>w -= lr · g</c>.</summary>
internal readonly struct SgdRule<T>(T rate) : IUpdateRule<SgdRule<T>, T> where T : struct, IArithmetic<T>
{
    public static SgdRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second) => weight -= rate * gradient;
}

/// <summary><c>b = momentum · b + g</c>, <c>w -= lr · b</c>.</summary>
internal readonly struct MomentumRule<T>(T rate, T momentum) : IUpdateRule<MomentumRule<T>, T> where T : struct, IArithmetic<T>
{
    public static MomentumRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second)
    {
        T velocity = first * momentum + gradient;
        first = velocity;
        weight -= rate * velocity;
    }
}

/// <summary><c>b = momentum · b + g</c>, <c>w -= lr · (g + momentum · b)</c>.</summary>
internal readonly struct NesterovRule<T>(T rate, T momentum) : IUpdateRule<NesterovRule<T>, T> where T : struct, IArithmetic<T>
{
    public static NesterovRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second)
    {
        T velocity = first * momentum + gradient;
        first = velocity;
        weight -= rate * (gradient + momentum * velocity);
    }
}
