namespace ModelCompiler.Data;

/// <summary>Reads bytes into memory that grows with what really comes.</summary>
internal static class BoundedRead
{
    private const int FirstPiece = 1 << 20;

    /// <summary>Up to <paramref name="limit"/> bytes: fewer only where the stream ends.</summary>
    public static byte[] Read(Stream stream, int limit)
    {
        var bytes = new byte[Math.Min(limit, FirstPiece)];
        int length = 0;
        while (length < limit)
        {
            if (length == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(limit, 2L * bytes.Length));
            int read = stream.Read(bytes, length, bytes.Length - length);
            if (read == 0)
                break;
            length += read;
        }

        if (length < bytes.Length)
            Array.Resize(ref bytes, length);
        return bytes;
    }
}
