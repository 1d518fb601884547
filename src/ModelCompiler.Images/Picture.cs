using ModelCompiler.Data;
using SkiaSharp;

namespace ModelCompiler.Images;

/// <summary>A decoded picture: bytes row by row, channels last.</summary>
/// <param name="Pixels">Height · width · channels bytes.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">3 for red, green and blue, 1 for grey.</param>
public sealed record Picture(byte[] Pixels, int Height, int Width, int Channels)
{
    /// <summary>Decodes a PNG, JPEG, BMP, GIF or WebP file (of an animation, the first frame).</summary>
    /// <param name="path">The file.</param>
    /// <param name="height">Rows to scale to; those of the file if null.</param>
    /// <param name="width">Columns to scale to; those of the file if null.</param>
    /// <param name="channels">3 for red, green and blue, 1 for grey. What is transparent becomes black.</param>
    /// <exception cref="DataFormatException">A file that is no picture, is cut off or damaged, or claims more pixels than a file of its
    /// length can hold.</exception>
    /// <exception cref="IOException">A file that cannot be opened.</exception>
    public static Picture Load(string path, int? height = null, int? width = null, int channels = 3)
    {
        using var decoder = new PictureDecoder(path);
        int h = height ?? decoder.Height, w = width ?? decoder.Width;
        var pixels = new byte[checked(h * w * Checked(channels))];
        decoder.Decode(pixels, h, w, channels);
        return new Picture(pixels, h, w, channels);
    }

    /// <summary>The pixels as numbers from 0 to 1.</summary>
    public float[] ToFloats() => Array.ConvertAll(Pixels, pixel => pixel / 255f);

    /// <summary>Numbers from 0 to 1 as a picture; what is outside is clamped.</summary>
    /// <param name="pixels">Height · width · channels numbers.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">3 or 1.</param>
    public static Picture FromFloats(ReadOnlySpan<float> pixels, int height, int width, int channels = 1)
    {
        if (pixels.Length != (long)height * width * Checked(channels))
            throw new ArgumentException($"{pixels.Length} numbers are no picture of {height}×{width}×{channels}.", nameof(pixels));
        var bytes = new byte[pixels.Length];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Math.Round(255 * Math.Clamp(float.IsNaN(pixels[i]) ? 0 : pixels[i], 0, 1));
        return new Picture(bytes, height, width, channels);
    }

    /// <summary>Writes a PNG file, whole or not at all.</summary>
    /// <exception cref="IOException">A file that cannot be written.</exception>
    public void SavePng(string path)
    {
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> rgba = bitmap.GetPixelSpan();
        for (int i = 0; i < Width * Height; i++)
        {
            for (int c = 0; c < 3; c++)
                rgba[4 * i + c] = Pixels[i * Channels + (Channels == 3 ? c : 0)];
            rgba[4 * i + 3] = 255;
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, data.ToArray());
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    internal static int Checked(int channels) => channels is 1 or 3
        ? channels
        : throw new ArgumentOutOfRangeException(nameof(channels), channels, $"Pictures have 1 channel or 3; got {channels}.");
}
