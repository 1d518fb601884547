using System.Numerics;

namespace Digits.Drawing;

/// <summary>
/// Records what a hand draws as polylines in the unit square, y downwards. The hand is unsteady: it misses every point it
/// aims at by a little.
/// </summary>
internal sealed class Pen(CounterRandom random, float unsteadiness)
{
    private const int CurveSteps = 14;

    private readonly List<List<Vector2>> strokes = [];

    public IReadOnlyList<List<Vector2>> Strokes => strokes;

    public CounterRandom Random => random;

    public float Between(float low, float high) => random.Between(low, high);

    /// <summary>Sets the pen down.</summary>
    public Pen Start(float x, float y)
    {
        strokes.Add([Aim(x, y)]);
        return this;
    }

    public Pen Line(float x, float y)
    {
        // A little belly: nobody draws a straight line.
        var (from, to) = (Tip, Aim(x, y));
        var across = new Vector2(from.Y - to.Y, to.X - from.X) * random.Bell(0.035f);
        return Bezier(from, from + (to - from) / 3 + across, to - (to - from) / 3 + across, to);
    }

    /// <summary>A cubic Bézier curve from the pen's place.</summary>
    public Pen Curve(float x1, float y1, float x2, float y2, float x, float y) => Bezier(Tip, Aim(x1, y1), Aim(x2, y2), Aim(x, y));

    /// <summary>A part of an ellipse; angles in turns, 0 to the right, growing clockwise.</summary>
    public Pen Arc(float x, float y, float radiusX, float radiusY, float from, float to)
    {
        var centre = Aim(x, y);
        var radius = new Vector2(radiusX, radiusY) * (1 + random.Bell(unsteadiness));
        var drift = 1 + random.Bell(2 * unsteadiness);            // the radius at the end: hands spiral
        var steps = Math.Max(6, (int)MathF.Ceiling(MathF.Abs(to - from) * 3 * CurveSteps));
        if (strokes.Count == 0)
            strokes.Add([]);
        for (var step = 0; step <= steps; step++)
        {
            var part = (float)step / steps;
            var (sine, cosine) = MathF.SinCos(2 * MathF.PI * (from + (to - from) * part));
            strokes[^1].Add(centre + new Vector2(cosine, sine) * radius * (1 + (drift - 1) * part));
        }

        return this;
    }

    /// <summary>Lifts the pen, so that the next arc does not start where the last line ended.</summary>
    public Pen Lift()
    {
        strokes.Add([]);
        return this;
    }

    private Vector2 Tip => strokes[^1][^1];

    private Vector2 Aim(float x, float y) => new(x + random.Bell(unsteadiness), y + random.Bell(unsteadiness));

    private Pen Bezier(Vector2 from, Vector2 first, Vector2 second, Vector2 to)
    {
        for (var step = 1; step <= CurveSteps; step++)
        {
            var t = (float)step / CurveSteps;
            var s = 1 - t;
            strokes[^1].Add(s * s * s * from + 3 * s * s * t * first + 3 * s * t * t * second + t * t * t * to);
        }

        return this;
    }
}
