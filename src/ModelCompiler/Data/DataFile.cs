using System.IO.Compression;

namespace ModelCompiler.Data;

/// <summary>
/// Reads a data file, unpacking gzip if its first bytes say so. Memory grows with what really comes out of the file and never with
/// what a header claims, so that a damaged or hostile file cannot ask for more than it holds.
/// </summary>
internal sealed class DataFile : IDisposable
{
    private readonly FileStream file;
    private readonly Stream stream;
    private long length;

    public DataFile(string path)
    {
        Path = path;
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        Span<byte> magic = stackalloc byte[2];
        IsGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        stream = IsGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public string Path { get; }

    public bool IsGzip { get; }

    /// <summary>What comes out, for readers that go through it piece by piece.</summary>
    public Stream Stream => stream;

    /// <summary>The most bytes that can come out: the file's length, or that times deflate's best ratio.</summary>
    public long MostBytes => IsGzip ? checked(file.Length * 1032) : file.Length;

    /// <summary>Length of the file itself.</summary>
    public long FileLength => file.Length;

    /// <summary>Up to <paramref name="limit"/> bytes: fewer only where the data ends.</summary>
    /// <exception cref="DataFormatException">Damaged compression.</exception>
    public byte[] Read(int limit)
    {
        try
        {
            byte[] bytes = BoundedRead.Read(stream, limit);
            length += bytes.Length;
            return bytes;
        }
        catch (InvalidDataException exception)
        {
            throw new DataFormatException(
                Path, $"starts as gzip does, but its compressed data is damaged after {length} bytes or later: {exception.Message}",
                exception);
        }
    }

    /// <summary>Whether nothing follows what was read.</summary>
    public bool AtEnd() => Read(1).Length == 0;

    public void Dispose()
    {
        stream.Dispose();
        file.Dispose();
    }
}
