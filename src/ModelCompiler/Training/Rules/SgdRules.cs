using System.Runtime.CompilerServices;

namespace ModelCompiler.Training.Rules;

/// <summary><c>w -= lr · g</c>.</summary>
internal readonly struct SgdRule<T>(T rate) : IUpdateRule<SgdRule<T>, T> where T : struct, IArithmetic<T>
{
    public static SgdRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third) => weight -= rate * gradient;
}

/// <summary><c>v = βv - lr · g</c>, <c>w += v</c>.</summary>
internal readonly struct VelocityRule<T>(T rate, T momentum) : IUpdateRule<VelocityRule<T>, T> where T : struct, IArithmetic<T>
{
    public static VelocityRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T velocity = first * momentum - rate * gradient;
        first = velocity;
        weight += velocity;
    }
}

/// <summary><c>v = βv - lr · g</c>, <c>w += βv - lr · g</c>.</summary>
internal readonly struct NesterovVelocityRule<T>(T rate,
    T momentum) : IUpdateRule<NesterovVelocityRule<T>, T> where T : struct, IArithmetic<T>
{
    public static NesterovVelocityRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T velocity = first * momentum - rate * gradient;
        first = velocity;
        weight += velocity * momentum - rate * gradient;
    }
}

/// <summary>
/// <c>b = βb + share · g</c>, <c>w -= lr · b</c>: with a share of 1 the sum of gradients that PyTorch keeps, with 1-β their average.
/// </summary>
internal readonly struct GradientMemoryRule<T>(T rate, T momentum,
    T share) : IUpdateRule<GradientMemoryRule<T>, T> where T : struct, IArithmetic<T>
{
    public static GradientMemoryRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1], settings[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T memory = first * momentum + gradient * share;
        first = memory;
        weight -= rate * memory;
    }
}

/// <summary><c>b = βb + share · g</c>, <c>w -= lr · (share · g + βb)</c>.</summary>
internal readonly struct NesterovGradientMemoryRule<T>(T rate, T momentum, T share) : IUpdateRule<NesterovGradientMemoryRule<T>, T>
    where T : struct, IArithmetic<T>
{
    public static NesterovGradientMemoryRule<T> Create(ReadOnlySpan<T> settings) => new(settings[0], settings[1], settings[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ref T weight, T gradient, ref T first, ref T second, ref T third)
    {
        T memory = first * momentum + gradient * share;
        first = memory;
        weight -= rate * (gradient * share + momentum * memory);
    }
}
