using System.Runtime.InteropServices;

namespace ModelCompiler.Training;

/// <summary>
/// What a rank tells the others in a step: its parts' losses, samples that were recognised, seconds, and whether it was asked to end the
/// fit.
/// </summary>
internal readonly ref struct PartReport(Span<byte> bytes)
{
    private const int HeadBytes = 12;

    /// <summary>Bytes for so many parts.</summary>
    public static int Size(int parts) => HeadBytes + sizeof(float) * parts;

    public Span<byte> Bytes { get; } = bytes;

    /// <summary>One for each part of the batch; a rank sets those of its own.</summary>
    public Span<float> Losses => MemoryMarshal.Cast<byte, float>(Bytes[HeadBytes..]);

    public ref int Right => ref Head.Right;

    public ref float Seconds => ref Head.Seconds;

    /// <summary>Whether the rank was asked to end the fit.</summary>
    public bool WantsEnd
    {
        get => Head.WantsEnd != 0;
        set => Head.WantsEnd = value ? 1 : 0;
    }

    private ref ReportHead Head => ref MemoryMarshal.AsRef<ReportHead>(Bytes[..HeadBytes]);

    public void Clear() => Bytes.Clear();

    [StructLayout(LayoutKind.Sequential)]
    private struct ReportHead
    {
        public int Right;
        public float Seconds;
        public int WantsEnd;
    }
}
