using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ModelCompiler.Runtime;

/// <summary>What generated kernels say to the memory about what they read later.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorMemory
{
    /// <summary>
    /// Asks for the line at an address to be brought to the second-level cache; does nothing on machines that cannot be asked. The address
    /// is not read and may lie anywhere.
    /// </summary>
    /// <param name="at">A place that need not lie in the buffer it was computed from.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref float at)
    {
        if (Sse.IsSupported) Sse.Prefetch1(Unsafe.AsPointer(ref at));
    }

    /// <inheritdoc cref="Prefetch(ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ref ushort at) => Prefetch(ref Unsafe.As<ushort, float>(ref at));

    /// <inheritdoc cref="Prefetch(ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ref sbyte at) => Prefetch(ref Unsafe.As<sbyte, float>(ref at));
}
