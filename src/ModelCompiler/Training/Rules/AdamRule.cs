using System.Runtime.CompilerServices;

namespace ModelCompiler.Training.Rules;

/// <summary><c>m = β₁m + (1-β₁)g</c>, <c>v = β₂v + (1-β₂)g²</c>, <c>w -= rate · m / (√v · rootScale + ε)</c>, with the corrections of the
/// means in rate and rootScale.</summary>
internal readonly struct AdamRule<T>(T rate, T rootScale, T beta1, T rest1, T beta2, T rest2, T epsilon) : IUpdateRule<AdamRule<T>, T>
    where T : struct, IArithmetic<T>
{
    public static AdamRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4], settings[5], settings[6]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T mean = first * beta1 + gradient * rest1;
        T square = second * beta2 + gradient * gradient * rest2;
        first = mean;
        second = square;
        weight -= rate * mean / (T.SquareRoot(square) * rootScale + epsilon);
    }
}

/// <summary>The same with ε inside the root: <c>w -= rate · m / √(v · squareScale + ε)</c>.</summary>
internal readonly struct AdamInsideRule<T>(T rate, T squareScale, T beta1, T rest1, T beta2, T rest2,
    T epsilon) : IUpdateRule<AdamInsideRule<T>, T>
    where T : struct, IArithmetic<T>
{
    public static AdamInsideRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4], settings[5], settings[6]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T mean = first * beta1 + gradient * rest1;
        T square = second * beta2 + gradient * gradient * rest2;
        first = mean;
        second = square;
        weight -= rate * mean / T.SquareRoot(square * squareScale + epsilon);
    }
}

/// <summary>AMSGrad: the largest v so far in place of v.</summary>
internal readonly struct AmsGradRule<T>(T rate, T rootScale, T beta1, T rest1, T beta2, T rest2, T epsilon) : IUpdateRule<AmsGradRule<T>, T>
    where T : struct, IArithmetic<T>
{
    public static AmsGradRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4], settings[5], settings[6]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T mean = first * beta1 + gradient * rest1;
        T square = second * beta2 + gradient * gradient * rest2;
        T largest = T.Max(third, square);
        first = mean;
        second = square;
        third = largest;
        weight -= rate * mean / (T.SquareRoot(largest) * rootScale + epsilon);
    }
}

/// <summary>AMSGrad with ε inside the root.</summary>
internal readonly struct AmsGradInsideRule<T>(T rate, T squareScale, T beta1, T rest1, T beta2, T rest2, T epsilon)
    : IUpdateRule<AmsGradInsideRule<T>, T> where T : struct, IArithmetic<T>
{
    public static AmsGradInsideRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4], settings[5], settings[6]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T mean = first * beta1 + gradient * rest1;
        T square = second * beta2 + gradient * gradient * rest2;
        T largest = T.Max(third, square);
        first = mean;
        second = square;
        third = largest;
        weight -= rate * mean / T.SquareRoot(largest * squareScale + epsilon);
    }
}
