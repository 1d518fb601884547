using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelCompiler.Runtime;

/// <summary>What generated kernels compute of a vector so often that it has a name: the number is that of its floats.</summary>
/// <remarks>
/// A zero is the framework's own constant here, and no argument: the JIT asks for NaN in a maximum unless it sees one of the two.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorFunctions
{
    /// <summary>max(x, 0) in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Relu16(Vector512<float> x) => Vector512.Max(x, Vector512<float>.Zero);

    /// <summary>max(x, 0) in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu8(Vector256<float> x) => Vector256.Max(x, Vector256<float>.Zero);

    /// <summary>max(x, 0) in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Relu4(Vector128<float> x) => Vector128.Max(x, Vector128<float>.Zero);

    /// <summary>The gradient of max(x, 0) from that of its result: 0 where x ≤ 0, and otherwise the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ReluGradient16(Vector512<float> x, Vector512<float> gradient) =>
        Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<float>.Zero), Vector512<float>.Zero, gradient);

    /// <summary>The gradient of max(x, 0) from that of its result: 0 where x ≤ 0, and otherwise the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ReluGradient8(Vector256<float> x, Vector256<float> gradient) =>
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x, Vector256<float>.Zero), Vector256<float>.Zero, gradient);

    /// <summary>The gradient of max(x, 0) from that of its result: 0 where x ≤ 0, and otherwise the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ReluGradient4(Vector128<float> x, Vector128<float> gradient) =>
        Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x, Vector128<float>.Zero), Vector128<float>.Zero, gradient);
}
