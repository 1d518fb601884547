namespace Digits.Drawing;

/// <summary>The ways in which people write 0 to 4. The square is as high as the digit; most digits use its middle 60% across.</summary>
internal static class GlyphsZeroToFour
{
    public static readonly Action<Pen>[] Zero = [RoundZero, NarrowZero, ZeroWithTail];
    public static readonly Action<Pen>[] One = [PlainOne, FlaggedOne, OneWithFoot];
    public static readonly Action<Pen>[] Two = [FlatTwo, LoopedTwo, SwanTwo];
    public static readonly Action<Pen>[] Three = [RoundThree, FlatToppedThree, LoopedThree];
    public static readonly Action<Pen>[] Four = [OpenFour, ClosedFour, BowedFour];

    private static void RoundZero(Pen pen)
    {
        var start = pen.Between(-0.35f, -0.15f);
        pen.Arc(0.5f, 0.5f, pen.Between(0.27f, 0.38f), 0.45f, start, start - pen.Between(0.95f, 1.08f));
    }

    private static void NarrowZero(Pen pen)
    {
        var start = pen.Between(-0.3f, -0.1f);
        pen.Arc(0.5f, 0.5f, pen.Between(0.17f, 0.25f), 0.46f, start, start - pen.Between(0.97f, 1.1f));
    }

    private static void ZeroWithTail(Pen pen) => pen
        .Start(0.62f, 0.06f)
        .Curve(0.3f, 0.02f, 0.16f, 0.3f, 0.18f, 0.58f)
        .Curve(0.22f, 1.05f, 0.72f, 1.06f, 0.8f, 0.55f)
        .Curve(0.84f, 0.2f, 0.62f, 0.02f, 0.42f, 0.1f)
        .Line(pen.Between(0.3f, 0.4f), pen.Between(0.14f, 0.28f));

    private static void PlainOne(Pen pen) => pen.Start(0.5f, 0.04f).Line(0.5f, 0.96f);

    private static void FlaggedOne(Pen pen) => pen
        .Start(pen.Between(0.26f, 0.4f), pen.Between(0.18f, 0.34f))
        .Line(0.54f, 0.04f)
        .Line(0.54f, 0.96f);

    private static void OneWithFoot(Pen pen)
    {
        FlaggedOne(pen);
        pen.Start(pen.Between(0.24f, 0.36f), 0.95f).Line(pen.Between(0.7f, 0.82f), 0.95f);
    }

    private static void FlatTwo(Pen pen) => pen
        .Start(0.22f, pen.Between(0.2f, 0.32f))
        .Curve(0.28f, -0.04f, 0.8f, -0.04f, 0.76f, 0.32f)
        .Curve(0.72f, 0.55f, 0.4f, 0.72f, 0.2f, 0.93f)
        .Line(pen.Between(0.76f, 0.9f), 0.93f);

    private static void LoopedTwo(Pen pen) => pen
        .Start(0.24f, 0.2f)
        .Curve(0.36f, -0.04f, 0.82f, 0.0f, 0.74f, 0.34f)
        .Curve(0.68f, 0.58f, 0.44f, 0.86f, 0.26f, 0.9f)
        .Curve(0.06f, 0.92f, 0.16f, 0.68f, 0.36f, 0.8f)
        .Curve(0.54f, 0.92f, 0.7f, 1.0f, pen.Between(0.82f, 0.94f), pen.Between(0.78f, 0.94f));

    private static void SwanTwo(Pen pen) => pen
        .Start(0.24f, 0.26f)
        .Curve(0.34f, -0.06f, 0.72f, 0.02f, 0.68f, 0.3f)
        .Curve(0.64f, 0.56f, 0.4f, 0.74f, 0.18f, 0.9f)
        .Curve(0.38f, 0.8f, 0.58f, 1.04f, 0.86f, pen.Between(0.84f, 0.94f));

    private static void RoundThree(Pen pen) => pen
        .Start(0.24f, pen.Between(0.12f, 0.22f))
        .Curve(0.36f, -0.04f, 0.78f, 0.0f, 0.7f, 0.28f)
        .Curve(0.66f, 0.42f, 0.52f, 0.46f, 0.42f, 0.46f)
        .Curve(0.66f, 0.44f, 0.82f, 0.54f, 0.78f, 0.72f)
        .Curve(0.72f, 1.02f, 0.34f, 1.0f, 0.2f, pen.Between(0.78f, 0.88f));

    private static void FlatToppedThree(Pen pen) => pen
        .Start(0.24f, 0.08f)
        .Line(0.74f, 0.07f)
        .Line(0.46f, 0.42f)
        .Curve(0.74f, 0.4f, 0.86f, 0.62f, 0.76f, 0.8f)
        .Curve(0.66f, 1.02f, 0.34f, 0.98f, 0.2f, 0.86f);

    private static void LoopedThree(Pen pen) => pen
        .Start(0.26f, 0.14f)
        .Curve(0.44f, -0.04f, 0.76f, 0.04f, 0.68f, 0.28f)
        .Curve(0.62f, 0.44f, 0.48f, 0.52f, 0.38f, 0.5f)
        .Curve(0.32f, 0.44f, 0.48f, 0.4f, 0.56f, 0.48f)
        .Curve(0.84f, 0.56f, 0.8f, 0.84f, 0.6f, 0.94f)
        .Curve(0.44f, 1.0f, 0.3f, 0.96f, 0.2f, 0.84f);

    private static void OpenFour(Pen pen)
    {
        var bar = pen.Between(0.52f, 0.64f);
        pen.Start(pen.Between(0.24f, 0.34f), 0.06f).Line(pen.Between(0.16f, 0.24f), bar).Line(pen.Between(0.78f, 0.9f), bar);
        pen.Start(pen.Between(0.62f, 0.72f), pen.Between(0.04f, 0.3f)).Line(0.64f, 0.96f);
    }

    private static void ClosedFour(Pen pen)
    {
        var bar = pen.Between(0.58f, 0.7f);
        pen.Start(0.62f, 0.96f).Line(0.64f, 0.04f).Line(0.14f, bar).Line(pen.Between(0.78f, 0.9f), bar);
    }

    private static void BowedFour(Pen pen)
    {
        pen.Start(0.26f, 0.08f).Curve(0.14f, 0.4f, 0.18f, 0.6f, 0.42f, 0.56f).Curve(0.58f, 0.54f, 0.68f, 0.44f, 0.72f, 0.36f);
        pen.Start(0.74f, 0.1f).Line(pen.Between(0.62f, 0.72f), 0.97f);
    }
}
