using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ModelCompiler.OpenCL;

/// <summary>
/// Files that can be made again, by key. Several processes may write at once: each file appears whole, by renaming, and the last one stays.
/// A file that is damaged, or a folder that cannot be used, is as good as none.
/// </summary>
/// <param name="path">The folder; empty keeps nothing.</param>
internal sealed class CacheFolder(string path)
{
    private const int HashLength = 32;
    private static readonly byte[] magic = "MCOCL1\r\n"u8.ToArray();

    /// <summary>A key of all that a content depends on.</summary>
    public static string KeyOf(params ReadOnlySpan<string> parts) => KeyOf(ReadOnlySpan<byte>.Empty, parts);

    /// <summary>A key of all that a content depends on, a text in UTF-8 among them.</summary>
    public static string KeyOf(ReadOnlySpan<byte> text, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, text);
        foreach (string part in parts)
            Append(hash, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>With the length, so that two parts are told from one.</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }

    /// <summary>Whether anything is kept: some drivers build a program once more for those who ask for it in binary.</summary>
    public bool Keeps => path.Length > 0;

    /// <summary>What was stored, or null.</summary>
    public byte[]? Read(string key)
    {
        if (path.Length == 0)
            return null;
        try
        {
            byte[] file = File.ReadAllBytes(FileOf(key));
            int head = magic.Length + HashLength;
            bool whole = file.Length >= head && file.AsSpan(0, magic.Length).SequenceEqual(magic)
                && SHA256.HashData(file.AsSpan(head)).AsSpan().SequenceEqual(file.AsSpan(magic.Length, HashLength));
            return whole ? file[head..] : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Stores a content, if that can be done.</summary>
    public void Write(string key, ReadOnlySpan<byte> content)
    {
        if (path.Length == 0)
            return;
        string temporary = Path.Combine(path, $"{key}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(path);
            File.WriteAllBytes(temporary, [.. magic, .. SHA256.HashData(content), .. content]);
            File.Move(temporary, FileOf(key), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Delete(temporary);
        }
    }

    private string FileOf(string key) => Path.Combine(path, key + ".bin");

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing was stored, and nothing depends on it.
        }
    }
}
