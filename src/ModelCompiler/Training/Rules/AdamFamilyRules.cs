using System.Runtime.CompilerServices;

namespace ModelCompiler.Training.Rules;

/// <summary>
/// NAdam: the step goes along <c>meanRate · m + gradientRate · g</c>, in which the corrections and the learning rate are.
/// </summary>
internal readonly struct NAdamRule<T>(T meanRate, T gradientRate, T rootScale, T beta1, T rest1, T beta2, T rest2, T epsilon)
    : IUpdateRule<NAdamRule<T>, T> where T : struct, IArithmetic<T>
{
    public static NAdamRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4], settings[5], settings[6], settings[7]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T mean = first * beta1 + gradient * rest1;
        T square = second * beta2 + gradient * gradient * rest2;
        first = mean;
        second = square;
        weight -= (meanRate * mean + gradientRate * gradient) / (T.SquareRoot(square) * rootScale + epsilon);
    }
}

/// <summary>Adamax: <c>u = max(β₂u, |g|)</c>, <c>w -= rate · m / (u + ε)</c>.</summary>
internal readonly struct AdamaxRule<T>(T rate, T beta1, T rest1, T beta2,
    T epsilon) : IUpdateRule<AdamaxRule<T>, T> where T : struct, IArithmetic<T>
{
    public static AdamaxRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1], settings[2], settings[3], settings[4]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T mean = first * beta1 + gradient * rest1;
        T largest = T.Max(second * beta2, T.Max(T.Zero - gradient, gradient));
        first = mean;
        second = largest;
        weight -= rate * mean / (largest + epsilon);
    }
}

/// <summary>Lion: <c>w -= lr · sign(β₁m + (1-β₁)g)</c>, <c>m = β₂m + (1-β₂)g</c>.</summary>
internal readonly struct LionRule<T>(T rate, T beta1, T rest1, T beta2,
    T rest2) : IUpdateRule<LionRule<T>, T> where T : struct, IArithmetic<T>
{
    public static LionRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1], settings[2], settings[3], settings[4]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        weight -= rate * T.Sign(first * beta1 + gradient * rest1);
        first = first * beta2 + gradient * rest2;
    }
}
