using Microsoft.Win32.SafeHandles;

namespace ModelCompiler.Serialization;

/// <summary>Bytes that are read from any place: a file's, or those of a resource in the program.</summary>
internal abstract class ByteSource : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Reads as many bytes as there are from a place on, at most as many as there is room for.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public abstract int Read(Span<byte> bytes, long offset);

    public abstract void Dispose();

    /// <summary>Reads until there is no more room, or nothing more to read.</summary>
    public int ReadAll(Span<byte> bytes, long offset)
    {
        int done = 0;
        while (done < bytes.Length && Read(bytes[done..], offset + done) is > 0 and var read) done += read;
        return done;
    }
}

/// <summary>A file's bytes.</summary>
internal sealed class FileBytes(SafeFileHandle handle) : ByteSource
{
    public override long Length { get; } = RandomAccess.GetLength(handle);

    public override int Read(Span<byte> bytes, long offset) => RandomAccess.Read(handle, bytes, offset);

    public override void Dispose() => handle.Dispose();
}

/// <summary>A stream's bytes, one reader at a time.</summary>
internal sealed class StreamBytes(Stream stream) : ByteSource
{
    public override long Length => stream.Length;

    public override int Read(Span<byte> bytes, long offset)
    {
        stream.Position = offset;
        return stream.Read(bytes);
    }

    public override void Dispose() => stream.Dispose();
}
