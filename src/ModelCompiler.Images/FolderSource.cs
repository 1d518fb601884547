using ModelCompiler.Data;

namespace ModelCompiler.Images;

/// <summary>Pictures in files, decoded when they are first asked for and kept as far as the cache reaches.</summary>
internal sealed class FolderSource(IReadOnlyList<(string Path, int Label)> files, int classes, FolderOptions options) : ISampleSource
{
    private readonly byte[]?[] decoded = new byte[files.Count][];
    private readonly ThreadLocal<byte[]> scratch = new(() => new byte[options.Height * options.Width * options.Channels]);
    private long cached;

    public int Count => files.Count;

    public IReadOnlyList<int> Shape { get; } = [options.Height, options.Width, options.Channels];

    public int Classes => classes;

    public int ReadLabel(int sample) => files[sample].Label;

    public void ReadInput(int sample, Span<float> input)
    {
        byte[] pixels = Volatile.Read(ref decoded[sample]) ?? Decode(sample);
        for (int i = 0; i < input.Length; i++)
            input[i] = pixels[i];
    }

    private byte[] Decode(int sample)
    {
        int size = options.Height * options.Width * options.Channels;
        bool keep = Interlocked.Add(ref cached, size) <= options.CacheBytes;
        if (!keep)
            Interlocked.Add(ref cached, -size);
        byte[] pixels = keep ? new byte[size] : scratch.Value!;
        using var decoder = new PictureDecoder(files[sample].Path);
        decoder.Decode(pixels, options.Height, options.Width, options.Channels);
        if (keep)
            Volatile.Write(ref decoded[sample], pixels);
        return pixels;
    }
}
