using System.Buffers.Binary;

namespace ModelCompiler.Data;

/// <summary>
/// One IDX file: two zero bytes, a type, a number of dimensions, the dimensions as big-endian 32-bit numbers, then the values. Only
/// unsigned
/// bytes, which is what images and labels are. See http://yann.lecun.com/exdb/mnist/.
/// </summary>
internal sealed record IdxArray(int[] Dimensions, byte[] Bytes)
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Number of items, the first dimension.</summary>
    public int Count => Dimensions[0];

    /// <summary>Values of one item, the product of the other dimensions.</summary>
    public int ItemSize => Dimensions.Skip(1).Aggregate(1, (product, extent) => product * extent);

    /// <summary>Reads a whole file, which must have no fewer and no more bytes than its header says.</summary>
    public static IdxArray Read(string path, int leastDimensions, int mostDimensions)
    {
        using var file = new DataFile(path);
        int rank = ReadMagic(file, leastDimensions, mostDimensions);
        int[] dimensions = ReadDimensions(file, rank, out long size);
        byte[] bytes = file.Read((int)size);
        if (bytes.Length < size)
            throw new DataFormatException(path, $"is truncated: {Announced()}, but only {bytes.Length} follow.");
        if (!file.AtEnd())
            throw new DataFormatException(path, $"is too long: {Announced()}, but more follow.");
        return new IdxArray(dimensions, bytes);

        string Announced() => $"its header says {string.Join("×", dimensions)} = {size} bytes";
    }

    private static int ReadMagic(DataFile file, int leastDimensions, int mostDimensions)
    {
        byte[] magic = file.Read(4);
        if (magic is not [0, 0, _, _])
        {
            bool promisesGzip = file.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && !file.IsGzip;
            throw new DataFormatException(
                file.Path,
                $"is no IDX file: it starts with {Hex(magic)} where 00 00 08 and the number of dimensions are expected."
                + (promisesGzip ? " It is not gzip either (1F 8B), whatever its name says." : ""));
        }

        if (magic[2] != UnsignedByte)
            throw new DataFormatException(file.Path, $"holds values of IDX type {magic[2]:X2}; only unsigned bytes (08) are supported.");
        int rank = magic[3];
        if (rank < leastDimensions || rank > mostDimensions)
        {
            string expected = leastDimensions == mostDimensions ? $"{leastDimensions}" : $"{leastDimensions} to {mostDimensions}";
            throw new DataFormatException(
                file.Path, $"has {rank} dimensions where {expected} are expected. Were images and labels exchanged?");
        }

        return rank;
    }

    private static int[] ReadDimensions(DataFile file, int rank, out long size)
    {
        byte[] header = file.Read(4 * rank);
        if (header.Length < 4 * rank)
            throw new DataFormatException(file.Path, $"ends within its header of {4 + 4 * rank} bytes.");
        var dimensions = new int[rank];
        var product = UInt128.One;
        for (int i = 0; i < rank; i++)
        {
            uint extent = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * i));
            product *= extent;
            dimensions[i] = (int)Math.Min(extent, int.MaxValue);
            if (extent > int.MaxValue)
                throw TooLarge(product);
        }

        if (product > (UInt128)file.MostBytes || product > (UInt128)Array.MaxLength)
            throw TooLarge(product);
        size = (long)product;
        return dimensions;

        DataFormatException TooLarge(UInt128 bytes) => new(
            file.Path,
            $"cannot be what its header says: {bytes} bytes or more do not come out of a file of "
                + $"{file.FileLength}{(file.IsGzip ? " compressed" : "")} bytes.");
    }

    private static string Hex(byte[] bytes) => bytes.Length == 0 ? "nothing" : string.Join(' ', bytes.Select(b => b.ToString("X2")));
}
