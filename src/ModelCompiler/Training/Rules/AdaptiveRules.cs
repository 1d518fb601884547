using System.Runtime.CompilerServices;

namespace ModelCompiler.Training.Rules;

/// <summary><c>a += g²</c>, <c>w -= lr · g / (√(a + inside) + outside)</c>; ε is in one of the two places and 0 in the other.</summary>
internal readonly struct AdagradRule<T>(T rate, T inside, T outside) : IUpdateRule<AdagradRule<T>, T> where T : struct, IArithmetic<T>
{
    public static AdagradRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1], settings[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T sum = first + gradient * gradient;
        first = sum;
        weight -= rate * gradient / (T.SquareRoot(sum + inside) + outside);
    }
}

/// <summary><c>a = ρa + (1-ρ)g²</c>, <c>δ = √(d + ε) / √(a + ε) · g</c>, <c>d = ρd + (1-ρ)δ²</c>, <c>w -= lr · δ</c>.</summary>
internal readonly struct AdadeltaRule<T>(T rate, T rho, T rest,
    T epsilon) : IUpdateRule<AdadeltaRule<T>, T> where T : struct, IArithmetic<T>
{
    public static AdadeltaRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1], settings[2], settings[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T square = first * rho + gradient * gradient * rest;
        T change = T.SquareRoot(second + epsilon) / T.SquareRoot(square + epsilon) * gradient;
        first = square;
        second = second * rho + change * change * rest;
        weight -= rate * change;
    }
}

/// <summary><c>v = ρv + (1-ρ)g²</c>, <c>w -= lr · g / (√(v + inside) + outside)</c>.</summary>
internal readonly struct RmsPropRule<T>(T rate, T rho, T rest, T inside,
    T outside) : IUpdateRule<RmsPropRule<T>, T> where T : struct, IArithmetic<T>
{
    public static RmsPropRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1], settings[2], settings[3], settings[4]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T square = first * rho + gradient * gradient * rest;
        first = square;
        weight -= rate * gradient / (T.SquareRoot(square + inside) + outside);
    }
}

/// <summary>RMSprop with momentum: <c>b = βb + lr · g / (√(v + inside) + outside)</c>, <c>w -= b</c>.</summary>
internal readonly struct RmsPropMomentumRule<T>(T rate, T rho, T rest, T inside, T outside,
    T momentum) : IUpdateRule<RmsPropMomentumRule<T>, T>
    where T : struct, IArithmetic<T>
{
    public static RmsPropMomentumRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4], settings[5]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T square = first * rho + gradient * gradient * rest;
        T change = second * momentum + rate * gradient / (T.SquareRoot(square + inside) + outside);
        first = square;
        second = change;
        weight -= change;
    }
}

/// <summary>
/// Centered RMSprop: <c>v - (mean of g)²</c>, which is the gradient's variance, in place of v. Rounding may not make it negative.
/// </summary>
internal readonly struct CenteredRmsPropRule<T>(T rate, T rho, T rest, T inside, T outside) : IUpdateRule<CenteredRmsPropRule<T>, T>
    where T : struct, IArithmetic<T>
{
    public static CenteredRmsPropRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T square = first * rho + gradient * gradient * rest;
        T mean = second * rho + gradient * rest;
        first = square;
        second = mean;
        weight -= rate * gradient / (T.SquareRoot(T.Max(T.Zero, square - mean * mean) + inside) + outside);
    }
}

/// <summary>Centered RMSprop with momentum.</summary>
internal readonly struct CenteredRmsPropMomentumRule<T>(T rate, T rho, T rest, T inside, T outside, T momentum)
    : IUpdateRule<CenteredRmsPropMomentumRule<T>, T> where T : struct, IArithmetic<T>
{
    public static CenteredRmsPropMomentumRule<T> Create(ReadOnlySpan<T> settings) =>
        new(settings[0], settings[1], settings[2], settings[3], settings[4], settings[5]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T square = first * rho + gradient * gradient * rest;
        T mean = second * rho + gradient * rest;
        T change = third * momentum + rate * gradient / (T.SquareRoot(T.Max(T.Zero, square - mean * mean) + inside) + outside);
        first = square;
        second = mean;
        third = change;
        weight -= change;
    }
}
