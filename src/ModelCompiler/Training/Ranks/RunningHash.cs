using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelCompiler.Training;

/// <summary>
/// A hash of many bytes, to tell sets of numbers apart that were not made to look alike: four lanes that multiply and turn, as fast as
/// memory gives the bytes.
/// </summary>
internal struct RunningHash
{
    private const ulong Prime1 = 0x9E37_79B1_85EB_CA87, Prime2 = 0xC2B2_AE3D_27D4_EB4F;

    private ulong a, b, c, d, length;

    /// <summary>Of all bytes so far; it depends on how they were handed over.</summary>
    public readonly ulong Value
    {
        get
        {
            ulong all = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12)
                + BitOperations.RotateLeft(d, 18) + length;
            all = (all ^ (all >> 33)) * Prime2;
            return all ^ (all >> 29);
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        length += (ulong)bytes.Length * Prime1;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        int i = 0;
        for (; i + 3 < words.Length; i += 4)
        {
            a = Round(a, words[i]);
            b = Round(b, words[i + 1]);
            c = Round(c, words[i + 2]);
            d = Round(d, words[i + 3]);
        }

        for (; i < words.Length; i++)
            a = Round(a, words[i]);
        foreach (byte last in bytes[(words.Length * 8)..])
            b = Round(b, last);
    }

    private static ulong Round(ulong lane, ulong word) => BitOperations.RotateLeft(lane + word * Prime2, 31) * Prime1;
}
