namespace ModelCompiler.Data;

/// <summary>
/// Writes a picture that is turned, zoomed, slanted or moved: each pixel of the result is interpolated between four of the source.
/// </summary>
internal sealed class AffineMover(int height, int width, int channels, FillMode mode, float fill)
{
    private readonly float middleY = (height - 1) / 2f;
    private readonly float middleX = (width - 1) / 2f;

    /// <summary>The pixel of the result at <c>(y, x)</c> from the middle is that of the source at
    /// <c>(yy·y + yx·x + y0, xy·y + xx·x + x0)</c> from the middle.</summary>
    public void Move(ReadOnlySpan<float> source, Span<float> result, in AffineMap map)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float dy = y - middleY, dx = x - middleX;
                float sourceY = map.YY * dy + map.YX * dx + map.Y0 + middleY;
                float sourceX = map.XY * dy + map.XX * dx + map.X0 + middleX;
                Interpolate(source, sourceY, sourceX, result.Slice((y * width + x) * channels, channels));
            }
        }
    }

    private void Interpolate(ReadOnlySpan<float> source, float y, float x, Span<float> pixel)
    {
        float floorY = MathF.Floor(y), floorX = MathF.Floor(x);
        int top = (int)floorY, left = (int)floorX;
        float down = y - floorY, right = x - floorX;
        int y0 = EdgeRule.Resolve(top, height, mode), y1 = EdgeRule.Resolve(top + 1, height, mode);
        int x0 = EdgeRule.Resolve(left, width, mode), x1 = EdgeRule.Resolve(left + 1, width, mode);
        for (int c = 0; c < pixel.Length; c++)
        {
            float upper = (1 - right) * Read(source, y0, x0, c) + right * Read(source, y0, x1, c);
            float lower = (1 - right) * Read(source, y1, x0, c) + right * Read(source, y1, x1, c);
            pixel[c] = (1 - down) * upper + down * lower;
        }
    }

    private float Read(ReadOnlySpan<float> source, int y, int x, int channel) =>
        (y | x) < 0 ? fill : source[(y * width + x) * channels + channel];
}

/// <summary>A linear map of places in a picture.</summary>
internal readonly record struct AffineMap(float YY, float YX, float XY, float XX, float Y0, float X0);
