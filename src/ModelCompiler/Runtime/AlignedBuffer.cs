using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelCompiler.Runtime;

/// <summary>Floats that start on a cache line and never move, so that vector loads of 64 bytes never straddle two lines. Zero at
/// first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer
{
    /// <summary>Floats of a cache line and of the widest vector: lengths and offsets are multiples of it.</summary>
    public const int Alignment = 16;

    /// <summary>The most floats that a buffer can hold.</summary>
    public const int MaxLength = 0x7FFF_FFC7 - Alignment;

    private readonly float[] floats;
    private readonly int start;

    /// <summary>Allocates <paramref name="length"/> floats, all zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or past <see cref="MaxLength"/>.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        Length = length;
        // Pinned: the collector would otherwise be free to move the array off its alignment.
        floats = GC.AllocateArray<float>(length + Alignment, pinned: true);
        long misplaced = Marshal.UnsafeAddrOfPinnedArrayElement(floats, 0) & (Alignment * sizeof(float) - 1);
        start = misplaced == 0 ? 0 : (int)(Alignment - misplaced / sizeof(float));
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float.</summary>
    public ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(floats), start);

    /// <summary>All floats.</summary>
    public Span<float> Span => floats.AsSpan(start, Length);

    /// <summary>The smallest multiple of <see cref="Alignment"/> that is not below <paramref name="length"/>.</summary>
    public static int RoundUp(int length) => checked(length + Alignment - 1) & -Alignment;
}
