namespace CifarLive.Pictures;

/// <summary>How far a point is from a thing of size 1 around the origin: negative inside.</summary>
internal static class Shapes
{
    public static float Distance(int kind, float u, float v) => kind switch
    {
        0 => Length(u, v) - 1,
        1 => Box(u, v, 0.9f, 0.9f),
        2 => Triangle(u, v),
        3 => Star(u, v),
        4 => MathF.Abs(Length(u, v) - 0.8f) - 0.22f,
        5 => MathF.Min(Box(u, v, 1, 0.27f), Box(u, v, 0.27f, 1)),
        6 => MathF.Max(Box(u, v, 1.25f, 1.25f), MathF.Abs(Wave(u, 0.62f)) - 0.155f),
        7 => MathF.Max(Box(u, v, 1.2f, 1.2f), Checks(u, v)),
        8 => MathF.Max(Length(u, v) - 1, 0.85f - Length(u - 0.5f, v)),
        _ => MathF.Min(Box(u, v - 0.45f, 0.7f, 0.55f), Triangle(u * 0.85f, -v - 0.4f)),
    };

    private static float Length(float u, float v) => MathF.Sqrt(u * u + v * v);

    private static float Box(float u, float v, float width, float height) => MathF.Max(MathF.Abs(u) - width, MathF.Abs(v) - height);

    /// <summary>Its point is at v = 1, its other side at v = -0.5.</summary>
    private static float Triangle(float u, float v) => MathF.Max(MathF.Abs(u) * 0.866f + v * 0.5f, -v) - 0.5f;

    private static float Star(float u, float v)
    {
        float angle = MathF.Atan2(v, u), sector = MathF.Abs(Wave(angle, 2 * MathF.PI / 5)) / (MathF.PI / 5);
        return Length(u, v) - (1.15f - 0.7f * sector);
    }

    private static float Checks(float u, float v) => Wave(u, 1.2f) * Wave(v, 1.2f) > 0 ? -0.1f : 0.1f;

    /// <summary>The distance to the nearest multiple of a period, with its sign.</summary>
    private static float Wave(float x, float period) => x - period * MathF.Round(x / period);
}
