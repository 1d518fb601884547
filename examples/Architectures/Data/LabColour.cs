namespace Architectures.Data;

/// <summary>From sRGB to CIELAB (IEC 61966-2-1 and CIE 15, white D65): lightness apart from colour.</summary>
internal static class LabColour
{
    /// <summary>Splits a picture of three channels in [0, 1].</summary>
    /// <param name="rgb">Pixels of red, green and blue.</param>
    /// <param name="lightness">L of each pixel, scaled to [0, 1].</param>
    /// <param name="colours">a and b of each pixel, scaled to about [-1, 1].</param>
    public static void Split(ReadOnlySpan<float> rgb, Span<float> lightness, Span<float> colours)
    {
        for (var i = 0; i < lightness.Length; i++)
        {
            var (r, g, b) = (Linear(rgb[3 * i]), Linear(rgb[3 * i + 1]), Linear(rgb[3 * i + 2]));
            var x = Root((0.4124f * r + 0.3576f * g + 0.1805f * b) / 0.9505f);
            var y = Root(0.2126f * r + 0.7152f * g + 0.0722f * b);
            var z = Root((0.0193f * r + 0.1192f * g + 0.9505f * b) / 1.0890f);
            lightness[i] = 1.16f * y - 0.16f;
            colours[2 * i] = 5 * (x - y);
            colours[2 * i + 1] = 2 * (y - z);
        }
    }

    private static float Linear(float value) => value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);

    private static float Root(float value) => value > 0.008856f ? MathF.Cbrt(value) : 7.787f * value + 16 / 116f;
}
