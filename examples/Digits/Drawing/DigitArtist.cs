using System.Numerics;

namespace Digits.Drawing;

/// <summary>
/// Draws digits as a hand would: a style, an unsteady pen, a slant and a size, an elastic bend, then ink of varying width and darkness.
/// The same seed, set and index always give the same picture.
/// </summary>
internal static class DigitArtist
{
    public const int Classes = 10;
    public const int Pixels = Canvas.Size * Canvas.Size;

    private static readonly Action<Pen>[][] Styles =
    [
        GlyphsZeroToFour.Zero, GlyphsZeroToFour.One, GlyphsZeroToFour.Two, GlyphsZeroToFour.Three, GlyphsZeroToFour.Four,
        GlyphsFiveToNine.Five, GlyphsFiveToNine.Six, GlyphsFiveToNine.Seven, GlyphsFiveToNine.Eight, GlyphsFiveToNine.Nine,
    ];

    /// <summary>
    /// Draws <paramref name="count"/> pictures, one after another 28×28 values in [0, 1]. Classes take turns, so they are balanced.
    /// Different <paramref name="set"/>s of one seed share no picture.
    /// </summary>
    public static (float[] Images, int[] Labels) Draw(int count, int seed, int set, int threads)
    {
        var images = new float[count * Pixels];
        var labels = new int[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
        {
            labels[index] = index % Classes;
            DrawOne(index % Classes, new CounterRandom(seed, set, index), images.AsSpan(index * Pixels, Pixels));
        });
        return (images, labels);
    }

    private static void DrawOne(int digit, CounterRandom random, Span<float> pixels)
    {
        var pen = new Pen(random, unsteadiness: random.Between(0.008f, 0.03f));
        var styles = Styles[digit];
        styles[random.Below(styles.Length)](pen);

        var place = Placement(random);
        var bend = new ElasticField(random, strength: random.Between(0.3f, 1.1f));
        var ink = new Ink(random);
        var canvas = new Canvas(pixels);
        foreach (var stroke in pen.Strokes)
            Draw(canvas, stroke.ConvertAll(point => bend.Move(Vector2.Transform(point, place))), ink);
        canvas.Blur(random.Between(0, 0.6f));
        canvas.Grain(random, strength: random.Between(0, 0.09f));
    }

    private static void Draw(Canvas canvas, List<Vector2> stroke, Ink ink)
    {
        for (var i = 1; i < stroke.Count; i++)
            canvas.Segment(stroke[i - 1], stroke[i], ink.At((i - 1f) / stroke.Count), ink.At((float)i / stroke.Count));
    }

    /// <summary>From the unit square to pixels: size, slant, turn and place.</summary>
    private static Matrix3x2 Placement(CounterRandom random)
    {
        var size = random.Between(16.5f, 21);
        return Matrix3x2.CreateTranslation(-0.5f, -0.5f)
            * Matrix3x2.CreateScale(size * random.Between(0.75f, 1.1f), size)
            * new Matrix3x2(1, 0, random.Bell(0.18f) - 0.12f, 1, 0, 0)          // most hands lean to the right
            * Matrix3x2.CreateRotation(random.Bell(0.13f))
            * Matrix3x2.CreateTranslation(13.5f + random.Bell(1), 13.5f + random.Bell(1));
    }

    /// <summary>Width and darkness along a stroke: a slow wave, as the hand presses and releases.</summary>
    private sealed class Ink(CounterRandom random)
    {
        private readonly float radius = random.Between(0.75f, 1.75f);
        private readonly float swing = random.Between(0, 0.28f);
        private readonly float darkness = random.Between(0.8f, 1);
        private readonly float phase = random.Between(0, 1);
        private readonly float waves = random.Between(0.5f, 1.5f);

        public (float Radius, float Ink) At(float part)
        {
            var pressure = MathF.Sin(2 * MathF.PI * (phase + waves * part));
            return (radius * (1 + swing * pressure), Math.Min(1, darkness * (1 + 0.4f * swing * pressure)));
        }
    }
}
