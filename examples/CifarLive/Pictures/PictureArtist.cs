using ModelCompiler.Data;

namespace CifarLive.Pictures;

/// <summary>Draws things on a ground, in any colours, sizes, places and turns, with noise: easy enough to be learnt in a minute, hard
/// enough to watch.</summary>
internal static class PictureArtist
{
    private const int Side = 32;
    private const int Channels = 3;

    /// <summary>What is drawn, by class.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["ball", "box", "triangle", "star", "ring", "cross", "stripes", "checks", "moon",
        "house"];

    /// <summary>Pictures with numbers from -0.5 to 0.5, channels last.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="first">The number of the first: each number is one picture.</param>
    public static Dataset Draw(int count, int seed, int first)
    {
        var inputs = new float[count * Side * Side * Channels];
        var labels = new int[count];
        Parallel.For(0, count, i =>
        {
            var random = new Random(unchecked(seed * 1_000_003 + first + i));
            labels[i] = (first + i) % Classes.Count;
            Draw(labels[i], random, inputs.AsSpan(i * Side * Side * Channels, Side * Side * Channels));
        });
        return new Dataset(inputs, labels, Side * Side * Channels);
    }

    private static void Draw(int kind, Random random, Span<float> picture)
    {
        (float R, float G, float B) ground = Colour(random), shade = Colour(random), ink = Colour(random);
        while (Distance(ink, ground) < 0.3f)
            ink = Colour(random);
        float x0 = 16 + 5 * Spread(random), y0 = 16 + 5 * Spread(random), size = 7 + 6 * random.NextSingle(),
            turn = kind is 9 ? 0.25f * Spread(random) : MathF.PI * Spread(random);
        (float sine, float cosine) = MathF.SinCos(turn);
        float slope = Spread(random), noise = 0.05f + 0.2f * random.NextSingle();
        // Something else lies in a corner, so that not every edge is the thing's.
        float x1 = 4 + 24 * random.Next(2) + 3 * Spread(random), y1 = 4 + 24 * random.Next(2) + 3 * Spread(random),
            speck = 2 + 2.5f * random.NextSingle();
        for (int y = 0, at = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float u = ((x - x0) * cosine + (y - y0) * sine) / size, v = ((y - y0) * cosine - (x - x0) * sine) / size;
                // Half a cell on either side of the border is mixed.
                float cover = Math.Clamp(0.5f - Shapes.Distance(kind, u, v) * size, 0, 1);
                float aside = Math.Clamp(0.5f + speck - Math.Max(Math.Abs(x - x1), Math.Abs(y - y1)), 0, 1);
                float light = Math.Clamp(0.5f + 0.5f * slope * (y - 16) / 16 + 0.2f * (x - 16) / 16, 0, 1);
                picture[at++] = Mix(ground.R, shade.R, ink.R, light, cover, aside) + noise * Spread(random) - 0.5f;
                picture[at++] = Mix(ground.G, shade.G, ink.G, light, cover, aside) + noise * Spread(random) - 0.5f;
                picture[at++] = Mix(ground.B, shade.B, ink.B, light, cover, aside) + noise * Spread(random) - 0.5f;
            }
        }

        foreach (ref float value in picture)
            value = Math.Clamp(value, -0.5f, 0.5f);
    }

    private static float Mix(float ground, float shade, float ink, float light, float cover, float aside) =>
        float.Lerp(float.Lerp(float.Lerp(ground, float.Lerp(ground, shade, 0.4f), light), shade, aside), ink, cover);

    private static (float R, float G, float B) Colour(Random random) => (random.NextSingle(), random.NextSingle(), random.NextSingle());

    private static float Distance((float R, float G, float B) a, (float R, float G, float B) b) =>
        MathF.Sqrt((a.R - b.R) * (a.R - b.R) + (a.G - b.G) * (a.G - b.G) + (a.B - b.B) * (a.B - b.B));

    private static float Spread(Random random) => 2 * random.NextSingle() - 1;
}
