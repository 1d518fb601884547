using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelCompiler.Training.Rules;

/// <summary>As many neighbouring weights as a vector holds.</summary>
internal readonly struct Lanes(Vector<float> value) : IArithmetic<Lanes>
{
    private readonly Vector<float> value = value;

    public Lanes(float all) : this(new Vector<float>(all))
    {
    }

    public static Lanes Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes left, Lanes right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes left, Lanes right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes left, Lanes right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator /(Lanes left, Lanes right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SquareRoot(Lanes value) => new(Vector.SquareRoot(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Max(Lanes left, Lanes right) =>
        new(Vector.ConditionalSelect(Vector.GreaterThanOrEqual(left.value, right.value), left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Clamp(Lanes value, Lanes limit)
    {
        Vector<float> below = Vector.ConditionalSelect(Vector.GreaterThan(value.value, limit.value), limit.value, value.value);
        return new(Vector.ConditionalSelect(Vector.LessThan(below, -limit.value), -limit.value, below));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sign(Lanes value)
    {
        Vector<float> positive = Vector.ConditionalSelect(Vector.GreaterThan(value.value, Vector<float>.Zero),
            Vector<float>.One, Vector<float>.Zero);
        return new(Vector.ConditionalSelect(Vector.LessThan(value.value, Vector<float>.Zero), -Vector<float>.One, positive));
    }
}
