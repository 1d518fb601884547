using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelCompiler.Runtime;

/// <summary>
/// Memory as generated kernels read and write it: a reference, a number of floats from there, and as many floats as the name says. Like the
/// kernels these check no bounds.
/// </summary>
/// <remarks>
/// Each does what one or two calls of the framework do. A kernel makes hundreds of them, and a method of one overload with few letters
/// costs C# a third less time and the reader half of the line.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorAccess
{
    /// <summary>The float that lies <paramref name="at"/> floats after <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At(ref float from, nint at) => ref Unsafe.Add(ref from, at);

    /// <summary>Asks for the line of a float that is read later, if it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ref float from, nint at) => VectorMemory.Prefetch(ref Unsafe.Add(ref from, at));

    /// <summary>Sixteen floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load16(ref float from, nint at) => Vector512.LoadUnsafe(ref Unsafe.Add(ref from, at));

    /// <summary>Eight floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load8(ref float from, nint at) => Vector256.LoadUnsafe(ref Unsafe.Add(ref from, at));

    /// <summary>Four floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load4(ref float from, nint at) => Vector128.LoadUnsafe(ref Unsafe.Add(ref from, at));

    /// <summary>One float in sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Splat16(ref float from, nint at) => Vector512.Create(Unsafe.Add(ref from, at));

    /// <summary>One float in eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Splat8(ref float from, nint at) => Vector256.Create(Unsafe.Add(ref from, at));

    /// <summary>One float in four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Splat4(ref float from, nint at) => Vector128.Create(Unsafe.Add(ref from, at));

    /// <summary>A number in sixteen lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Splat16(float value) => Vector512.Create(value);

    /// <summary>A number in eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Splat8(float value) => Vector256.Create(value);

    /// <summary>A number in four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Splat4(float value) => Vector128.Create(value);

    /// <summary>Writes sixteen floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store16(ref float to, nint at, Vector512<float> value) => value.StoreUnsafe(ref Unsafe.Add(ref to, at));

    /// <summary>Writes eight floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store8(ref float to, nint at, Vector256<float> value) => value.StoreUnsafe(ref Unsafe.Add(ref to, at));

    /// <summary>Writes four floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store4(ref float to, nint at, Vector128<float> value) => value.StoreUnsafe(ref Unsafe.Add(ref to, at));

    /// <summary>Eight floats of each of four rows become four floats of each of eight rows.</summary>
    /// <param name="from">Where places that are read are counted from.</param>
    /// <param name="at">The first row that is read.</param>
    /// <param name="step">Floats from one to the next.</param>
    /// <param name="to">Where places that are written are counted from.</param>
    /// <param name="place">The first row that is written.</param>
    /// <param name="stride">Floats from one to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TurnRows8(ref float from, nint at, nint step, ref float to, nint place, nint stride) =>
        VectorRows.Store(ref Unsafe.Add(ref to, place), stride, Load8(ref from, at), Load8(ref from, at + step),
            Load8(ref from, at + (2 * step)), Load8(ref from, at + (3 * step)));

    /// <summary>Four floats of each of four rows become four floats of each of four rows.</summary>
    /// <inheritdoc cref="TurnRows8"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TurnRows4(ref float from, nint at, nint step, ref float to, nint place, nint stride) =>
        VectorRows.Store(ref Unsafe.Add(ref to, place), stride, Load4(ref from, at), Load4(ref from, at + step),
            Load4(ref from, at + (2 * step)), Load4(ref from, at + (3 * step)));
}
