namespace ModelCompiler.Images;

/// <summary>How folders of pictures are read.</summary>
public sealed class FolderOptions
{
    /// <summary>Rows of a sample; pictures are scaled to them. Default: 256.</summary>
    public int Height { get; init; } = 256;

    /// <summary>Columns of a sample. Default: 256.</summary>
    public int Width { get; init; } = 256;

    /// <summary>3 for red, green and blue, 1 for grey. Default: 3.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Bytes of decoded pictures that may be kept, so that the next epoch need not decode them again. Pictures past it are decoded
    /// each time. Default: 1 GiB.</summary>
    public long CacheBytes { get; init; } = 1L << 30;

    /// <summary>Endings of the files that are pictures; others are passed over. Default: .png, .jpg, .jpeg, .bmp, .gif and .webp.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    /// <summary>
    /// Whether each file's header is read at once, so that a file that is no picture is found before training. Default: true.
    /// </summary>
    public bool CheckFiles { get; init; } = true;
}
