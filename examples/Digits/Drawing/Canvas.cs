using System.Numerics;

namespace Digits.Drawing;

/// <summary>Inks strokes into a 28×28 picture of values in [0, 1], 0 for paper, with soft edges.</summary>
internal readonly ref struct Canvas(Span<float> pixels)
{
    public const int Size = 28;

    private readonly Span<float> pixels = pixels;

    /// <summary>Draws a line with round ends; width (a radius in pixels) and darkness go from one end's to the other's.</summary>
    public void Segment(Vector2 from, Vector2 to, (float Radius, float Ink) start, (float Radius, float Ink) end)
    {
        var reach = Math.Max(start.Radius, end.Radius) + 1;
        var (left, right) = (First(Math.Min(from.X, to.X) - reach), Last(Math.Max(from.X, to.X) + reach));
        var (top, bottom) = (First(Math.Min(from.Y, to.Y) - reach), Last(Math.Max(from.Y, to.Y) + reach));
        var along = to - from;
        var scale = 1 / Math.Max(along.LengthSquared(), 1e-12f);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                var point = new Vector2(x, y);
                var part = Math.Clamp(Vector2.Dot(point - from, along) * scale, 0, 1);
                var distance = Vector2.Distance(point, from + part * along);
                var radius = start.Radius + part * (end.Radius - start.Radius);
                var coverage = Math.Clamp(radius - distance + 0.5f, 0, 1) * (start.Ink + part * (end.Ink - start.Ink));
                ref var pixel = ref pixels[y * Size + x];
                pixel = Math.Max(pixel, coverage);      // strokes that meet do not darken each other
            }
    }

    /// <summary>Softens the picture: each pixel gives the given share of itself to its eight neighbours, in binomial weights.</summary>
    public void Blur(float share)
    {
        Span<float> sharp = stackalloc float[Size * Size];
        pixels.CopyTo(sharp);
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                var sum = 0f;
                for (var dy = -1; dy <= 1; dy++)
                    for (var dx = -1; dx <= 1; dx++)
                        if ((uint)(y + dy) < Size && (uint)(x + dx) < Size)
                            sum += sharp[(y + dy) * Size + x + dx] * ((2 - dx * dx) * (2 - dy * dy));
                pixels[y * Size + x] += share * (sum / 16 - pixels[y * Size + x]);
            }
    }

    /// <summary>Adds the grain of paper and scanner, stronger where there is ink.</summary>
    public void Grain(CounterRandom random, float strength)
    {
        foreach (ref var pixel in pixels)
            pixel = Math.Clamp(pixel + random.Bell(strength * (0.35f + pixel)), 0, 1);
    }

    private static int First(float edge) => Math.Clamp((int)MathF.Ceiling(edge), 0, Size);

    private static int Last(float edge) => Math.Clamp((int)MathF.Floor(edge), -1, Size - 1);
}
