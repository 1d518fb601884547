using System.Runtime.CompilerServices;

namespace ModelCompiler.Training.Rules;

/// <summary><c>m = β₁m + (1-β₁)g</c>, <c>v = β₂v + (1-β₂)g²</c>, <c>w -= rate · m / (√v · rootScale + ε)</c>, with the corrections of the means
/// in rate and rootScale.</summary>
internal readonly struct AdamRule<T>(T rate, T rootScale, T beta1, T rest1, T beta2, T rest2, T epsilon) : IUpdateRule<AdamRule<T>, T>
    where T : struct, IArithmetic<T>
{
    public static AdamRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4], settings[5], settings[6]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second)
    {
        T mean = first * beta1 + gradient * rest1;
        T square = second * beta2 + gradient * gradient * rest2;
        first = mean;
        second = square;
        weight -= rate * mean / (T.SquareRoot(square) * rootScale + epsilon);
    }
}
