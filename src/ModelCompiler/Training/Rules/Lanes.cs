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
}
