using System.Numerics;
using Digits.Drawing;

namespace Architectures.Data;

/// <summary>
/// Draws one of ten figures, somewhere, turned a little, in one colour on a background of two, with grain. Pictures of any size, three
/// channels in [0, 1].
/// </summary>
internal sealed class Figures(int height, int width)
{
    private const float Grain = 0.04f;

    // Each figure says which points of the square [-1, 1]² belong to it.
    private static readonly Func<float, float, bool>[] All =
    [
        (x, y) => x * x + y * y < 0.8f,                                                  // disc
        (x, y) => x * x + y * y is > 0.35f and < 0.9f,                                   // ring
        (x, y) => Far(x, y) < 0.8f,                                                      // square
        (x, y) => Far(x, y) is > 0.55f and < 0.85f,                                      // frame
        (x, y) => y < 0.8f && y > 2 * MathF.Abs(x) - 0.8f,                               // triangle
        (x, y) => Near(x, y) < 0.25f && Far(x, y) < 0.9f,                                // plus
        (x, y) => Near(x - y, x + y) < 0.3f && Far(x, y) < 0.9f,                         // cross
        (x, y) => Far(x, y) < 0.9f && MathF.Sin(10 * y) > 0,                             // lines across
        (x, y) => Far(x, y) < 0.9f && MathF.Sin(10 * x) > 0,                             // lines down
        (x, y) => Far(x, y) < 0.9f && MathF.Sin(8 * x) * MathF.Sin(8 * y) > 0,           // checks
    ];

    public const int Channels = 3;

    /// <summary>Draws a random figure and returns its number.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="picture">Height × width × 3.</param>
    /// <param name="mask">Height × width: 1 where the figure is; or empty.</param>
    /// <param name="ownColour">Whether each figure has a hue of its own, so that its colour can be guessed from its form.</param>
    public int Draw(CounterRandom random, Span<float> picture, Span<float> mask = default, bool ownColour = false)
    {
        var kind = random.Below(All.Length);
        var colour = Hue(ownColour ? kind / (float)All.Length : random.Next(), 0.9f);
        var (above, below) = (Hue(random.Next(), 0.45f), Hue(random.Next(), 0.45f));
        var place = ToFigure(random);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var point = Vector2.Transform(new Vector2(x, y), place);
                var inside = All[kind](point.X, point.Y);
                var shade = inside ? colour : Vector3.Lerp(above, below, y / (float)height);
                var pixel = picture.Slice((y * width + x) * Channels, Channels);
                for (var channel = 0; channel < Channels; channel++)
                    pixel[channel] = Math.Clamp(shade[channel] + random.Bell(Grain), 0, 1);
                if (!mask.IsEmpty)
                    mask[y * width + x] = inside ? 1 : 0;
            }

        return kind;
    }

    /// <summary>From pixels to the figure's square.</summary>
    private Matrix3x2 ToFigure(CounterRandom random)
    {
        var radius = Math.Min(height, width) * random.Between(0.28f, 0.45f);
        var centre = new Vector2(
            random.Between(radius, width - radius),
            random.Between(radius, height - radius));
        return Matrix3x2.CreateTranslation(-centre)
            * Matrix3x2.CreateRotation(random.Bell(0.12f))
            * Matrix3x2.CreateScale(1 / radius);
    }

    /// <summary>A saturated colour; hues go round once from 0 to 1.</summary>
    private static Vector3 Hue(float hue, float value)
    {
        var angle = 2 * MathF.PI * hue;
        return value * (new Vector3(0.5f) + 0.5f * new Vector3(
            MathF.Cos(angle), MathF.Cos(angle - 2 * MathF.PI / 3), MathF.Cos(angle + 2 * MathF.PI / 3)));
    }

    private static float Far(float x, float y) => Math.Max(MathF.Abs(x), MathF.Abs(y));

    private static float Near(float x, float y) => Math.Min(MathF.Abs(x), MathF.Abs(y));
}
