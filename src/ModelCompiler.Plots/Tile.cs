using SkiaSharp;

namespace ModelCompiler.Plots;

/// <summary>A small picture among others.</summary>
/// <param name="Pixels">Numbers, row by row, channels last.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">1 for grey, 3 for colours.</param>
/// <param name="Low">The number that is black.</param>
/// <param name="High">The number that is white, or full colour.</param>
/// <param name="Caption">What stands under it.</param>
internal sealed record Tile(float[] Pixels, int Height, int Width, int Channels, float Low, float High, string Caption)
{
    /// <summary>Darkest and lightest as the numbers are.</summary>
    public static Tile Stretched(float[] pixels, int height, int width, int channels, string caption)
    {
        float low = pixels.Min(), high = pixels.Max();
        return new Tile(pixels, height, width, channels, low, high > low ? high : low + 1, caption);
    }

    /// <summary>Paints it into a bitmap, each pixel as a square.</summary>
    public void Paint(SKBitmap bitmap, int left, int top, int scale)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                SKColor colour = Colour((y * Width + x) * Channels);
                for (int dy = 0; dy < scale; dy++)
                {
                    for (int dx = 0; dx < scale; dx++)
                        bitmap.SetPixel(left + x * scale + dx, top + y * scale + dy, colour);
                }
            }
        }
    }

    private SKColor Colour(int at)
    {
        byte first = Byte(Pixels[at]);
        return Channels == 3 ? new SKColor(first, Byte(Pixels[at + 1]), Byte(Pixels[at + 2])) : new SKColor(first, first, first);
    }

    private byte Byte(float value)
    {
        float share = (value - Low) / (High - Low);
        return float.IsNaN(share) ? (byte)0 : (byte)Math.Round(255 * Math.Clamp(share, 0, 1));
    }
}
