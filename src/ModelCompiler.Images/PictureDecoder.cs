using ModelCompiler.Data;
using SkiaSharp;

namespace ModelCompiler.Images;

/// <summary>Decodes one file.</summary>
internal sealed class PictureDecoder : IDisposable
{
    /// <summary>Pixels that any file may have, whatever its length.</summary>
    private const long FewPixels = 1 << 22;

    /// <summary>
    /// Pixels that a byte of a file may stand for: deflate packs at most 1032 to 1, and a pixel of one bit is an eighth of a byte.
    /// </summary>
    private const long PixelsPerByte = 1032 * 8;

    private readonly string path;
    private readonly SKData data;
    private readonly SKCodec codec;

    public PictureDecoder(string path)
    {
        this.path = path;
        data = SKData.CreateCopy(File.ReadAllBytes(path));
        SKCodec? opened = SKCodec.Create(data);
        if (opened is null)
        {
            bool empty = data.Size == 0;
            data.Dispose();
            throw new DataFormatException(path,
                empty ? "is empty, no picture." : "is no picture: it is neither PNG, JPEG, BMP, GIF nor WebP, or its header is damaged.");
        }

        codec = opened;
        long pixels = (long)codec.Info.Width * codec.Info.Height;
        if (pixels < 1 || pixels > Math.Min(Array.MaxLength / 4, Math.Max(FewPixels, data.Size * PixelsPerByte)))
        {
            string size = $"{codec.Info.Width}×{codec.Info.Height}";
            Dispose();
            throw new DataFormatException(
                path, $"claims {size} pixels, which do not come out of a file of {new FileInfo(path).Length} bytes.");
        }
    }

    public int Height => codec.Info.Height;

    public int Width => codec.Info.Width;

    /// <summary>Writes the picture's bytes, scaled.</summary>
    public void Decode(Span<byte> pixels, int height, int width, int channels)
    {
        using var full = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        SKCodecResult result = codec.GetPixels(full.Info, full.GetPixels());
        if (result != SKCodecResult.Success)
            throw new DataFormatException(path,
                result == SKCodecResult.IncompleteInput ? "is a picture that is cut off." : $"is a damaged picture ({result}).");
        if (height == Height && width == Width)
        {
            Copy(full.GetPixelSpan(), pixels, channels);
            return;
        }

        using var scaled = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        // Mipmaps average what is made much smaller.
        if (!full.ScalePixels(scaled, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)))
            throw new DataFormatException(path, $"of {Width}×{Height} could not be scaled to {width}×{height}.");
        Copy(scaled.GetPixelSpan(), pixels, channels);
    }

    public void Dispose()
    {
        codec.Dispose();
        data.Dispose();
    }

    /// <summary>Red, green and blue, or their luma (ITU-R BT.601).</summary>
    private static void Copy(ReadOnlySpan<byte> rgba, Span<byte> pixels, int channels)
    {
        for (int i = 0; i < pixels.Length / channels; i++)
        {
            ReadOnlySpan<byte> pixel = rgba.Slice(4 * i, 4);
            if (channels == 3)
                pixel[..3].CopyTo(pixels[(3 * i)..]);
            else
                pixels[i] = (byte)((299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2] + 500) / 1000);
        }
    }
}
