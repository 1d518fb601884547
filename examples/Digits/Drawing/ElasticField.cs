using System.Numerics;

namespace Digits.Drawing;

/// <summary>
/// A smooth random displacement of the plane: uniform noise on a grid, blurred with a Gaussian, scaled to a root mean square in pixels
/// (Simard, Steinkraus and Platt, "Best practices for convolutional neural networks", 2003). Strokes are bent before they are inked, so
/// that the ink stays sharp.
/// </summary>
internal sealed class ElasticField
{
    private const int Size = Canvas.Size;
    private const int Radius = 8;
    private const float Sigma = 4;

    private static readonly float[] Kernel =
        [.. Enumerable.Range(-Radius, 2 * Radius + 1).Select(d => MathF.Exp(-d * d / (2 * Sigma * Sigma)))];

    private readonly Vector2[] field;

    public ElasticField(CounterRandom random, float strength)
    {
        var noise = new Vector2[Size * Size];
        for (var i = 0; i < noise.Length; i++)
            noise[i] = new Vector2(random.Between(-1, 1), random.Between(-1, 1));
        field = Blur(Blur(noise, step: 1, line: Size), step: Size, line: 1);
        var power = field.Sum(d => d.LengthSquared()) / (2 * field.Length);
        var scale = strength / MathF.Sqrt(power);
        for (var i = 0; i < field.Length; i++)
            field[i] *= scale;
    }

    /// <summary>Where the field moves a point, by bilinear interpolation; outside the picture it continues as at its edge.</summary>
    public Vector2 Move(Vector2 point)
    {
        var inside = Vector2.Clamp(point, Vector2.Zero, new Vector2(Size - 1.001f));
        var (x, y) = ((int)inside.X, (int)inside.Y);
        var (right, down) = (inside.X - x, inside.Y - y);
        var above = Vector2.Lerp(field[y * Size + x], field[y * Size + x + 1], right);
        var below = Vector2.Lerp(field[(y + 1) * Size + x], field[(y + 1) * Size + x + 1], right);
        return point + Vector2.Lerp(above, below, down);
    }

    private static Vector2[] Blur(Vector2[] source, int step, int line)
    {
        var result = new Vector2[source.Length];
        for (var row = 0; row < Size; row++)
            for (var at = 0; at < Size; at++)
            {
                var sum = Vector2.Zero;
                for (var d = Math.Max(-Radius, -at); d <= Math.Min(Radius, Size - 1 - at); d++)
                    sum += Kernel[d + Radius] * source[row * line + (at + d) * step];
                result[row * line + at * step] = sum;
            }

        return result;
    }
}
