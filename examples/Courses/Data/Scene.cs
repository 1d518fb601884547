using Digits.Drawing;

namespace Courses.Data;

/// <summary>A grey picture with edges of all directions, soft slopes and thin lines.</summary>
internal static class Scene
{
    public const int Size = 128;

    public static float[] Draw(int seed)
    {
        var random = new CounterRandom(seed, 77, 0);
        var picture = new float[Size * Size];
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
                picture[y * Size + x] = Math.Clamp(At(x, y) + random.Bell(0.01f), 0, 1);
        }

        return picture;
    }

    /// <summary>Turns a tenth of the pixels white or black.</summary>
    public static float[] Salt(float[] picture, int seed)
    {
        var random = new CounterRandom(seed, 78, 0);
        return Array.ConvertAll(picture, pixel => random.Next() < 0.1f ? (random.Next() < 0.5f ? 0 : 1) : pixel);
    }

    /// <summary>A sky, a sun, hills, a house with a roof and windows, and a fence.</summary>
    private static float At(int x, int y)
    {
        float hill = 84 + 10 * MathF.Sin(x / 19f) + 4 * MathF.Sin(x / 7f);
        float sun = MathF.Sqrt((x - 98) * (x - 98) + (y - 26) * (y - 26));
        if (y > 112 && (x % 12 < 4 || y is > 116 and < 120))
            return 0.85f;
        if (x is > 24 and < 68 && y is > 62 and < 108)
            return x is > 32 and < 44 && y is > 72 and < 86 || x is > 50 and < 60 && y > 80 ? 0.15f : 0.7f;
        if (y is > 38 and <= 62 && Math.Abs(x - 46) < y - 36)
            return 0.3f;
        if (sun < 15)
            return 1;
        return y > hill ? 0.35f + 0.1f * MathF.Sin(x / 3f + y / 2f) * (y - hill) / 40
            : 0.55f + 0.3f * y / Size + Math.Max(0, 0.15f - sun / 300);
    }
}
