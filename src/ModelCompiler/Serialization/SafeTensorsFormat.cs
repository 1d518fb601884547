using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ModelCompiler.Serialization;

/// <summary>
/// What reader and writer of <c>.safetensors</c> agree on: eight bytes of header length (little-endian), a JSON header that maps each
/// tensor to
/// <c>dtype</c>, <c>shape</c> and <c>data_offsets</c>, then the tensors' bytes, little-endian and without holes.
/// See https://github.com/huggingface/safetensors#format.
/// </summary>
internal static class SafeTensorsFormat
{
    /// <summary>The format's own limit on the header.</summary>
    public const long MaxHeaderBytes = 100_000_000;

    public const int LengthBytes = 8;
    public const string Metadata = "__metadata__";
    public const string ModelKey = "model";
    public const string ArchitectureKey = "architecture";
    public const string DType = "F32";

    /// <summary>Turns floats into the file's byte order, or back, in place; nothing to do on almost every machine.</summary>
    public static void SwapIfBigEndian(Span<float> floats)
    {
        if (BitConverter.IsLittleEndian)
            return;
        Span<int> words = MemoryMarshal.Cast<float, int>(floats);
        BinaryPrimitives.ReverseEndianness(words, words);
    }
}
