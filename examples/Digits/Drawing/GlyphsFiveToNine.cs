namespace Digits.Drawing;

/// <summary>The ways in which people write 5 to 9.</summary>
internal static class GlyphsFiveToNine
{
    public static readonly Action<Pen>[] Five = [FiveWithHat, FiveInOneStroke, CurvedFive];
    public static readonly Action<Pen>[] Six = [CurledSix, StraightSix, WideSix];
    public static readonly Action<Pen>[] Seven = [PlainSeven, BarredSeven, HookedSeven];
    public static readonly Action<Pen>[] Eight = [CrossedEight, SnowmanEight, OpenEight];
    public static readonly Action<Pen>[] Nine = [StraightNine, CurvedNine, HookedNine];

    private static void FiveWithHat(Pen pen)
    {
        Belly(pen.Start(0.32f, 0.08f).Line(0.28f, 0.44f));
        pen.Start(0.32f, 0.07f).Line(pen.Between(0.66f, 0.84f), pen.Between(0.02f, 0.12f));
    }

    private static void FiveInOneStroke(Pen pen) => Belly(pen.Start(0.76f, 0.07f).Line(0.34f, 0.08f).Line(0.28f, 0.44f));

    private static void CurvedFive(Pen pen) => pen
        .Start(0.78f, 0.1f)
        .Curve(0.6f, 0.02f, 0.3f, 0.0f, 0.3f, 0.28f)
        .Curve(0.3f, 0.48f, 0.72f, 0.44f, 0.72f, 0.7f)
        .Curve(0.72f, 0.98f, 0.34f, 1.0f, 0.2f, 0.84f);

    private static void Belly(Pen pen) => pen
        .Curve(0.56f, 0.3f, 0.84f, 0.42f, 0.78f, 0.7f)
        .Curve(0.72f, 1.0f, 0.36f, 1.0f, pen.Between(0.18f, 0.26f), pen.Between(0.8f, 0.9f));

    private static void CurledSix(Pen pen) => pen
        .Start(0.68f, 0.06f)
        .Curve(0.4f, 0.12f, 0.2f, 0.42f, 0.22f, 0.7f)
        .Curve(0.24f, 1.02f, 0.74f, 1.04f, 0.76f, 0.72f)
        .Curve(0.76f, 0.44f, 0.34f, 0.44f, pen.Between(0.22f, 0.28f), pen.Between(0.68f, 0.76f));

    private static void StraightSix(Pen pen) => pen
        .Start(pen.Between(0.46f, 0.6f), 0.04f)
        .Line(0.26f, 0.7f)
        .Curve(0.26f, 1.0f, 0.7f, 1.04f, 0.72f, 0.76f)
        .Curve(0.72f, 0.52f, 0.4f, 0.5f, 0.27f, 0.72f);

    private static void WideSix(Pen pen)
    {
        pen.Start(0.62f, 0.05f).Curve(0.36f, 0.1f, 0.16f, 0.4f, 0.22f, 0.7f);
        pen.Arc(0.48f, 0.72f, pen.Between(0.22f, 0.28f), pen.Between(0.18f, 0.23f), 0.5f, -0.5f);
    }

    private static void PlainSeven(Pen pen) => pen
        .Start(0.2f, pen.Between(0.06f, 0.14f))
        .Line(0.78f, 0.08f)
        .Line(pen.Between(0.34f, 0.5f), 0.96f);

    private static void BarredSeven(Pen pen)
    {
        PlainSeven(pen);
        var height = pen.Between(0.44f, 0.56f);
        pen.Start(pen.Between(0.3f, 0.4f), height).Line(pen.Between(0.72f, 0.84f), height);
    }

    private static void HookedSeven(Pen pen) => pen
        .Start(0.2f, pen.Between(0.18f, 0.28f))
        .Line(0.22f, 0.08f)
        .Line(0.76f, 0.07f)
        .Curve(0.62f, 0.34f, 0.48f, 0.6f, pen.Between(0.42f, 0.54f), 0.97f);

    private static void CrossedEight(Pen pen) => pen
        .Start(0.7f, 0.16f)
        .Curve(0.56f, -0.02f, 0.24f, 0.02f, 0.28f, 0.26f)
        .Curve(0.32f, 0.48f, 0.76f, 0.5f, 0.74f, 0.76f)
        .Curve(0.7f, 1.02f, 0.26f, 1.02f, 0.26f, 0.76f)
        .Curve(0.28f, 0.5f, 0.68f, 0.5f, pen.Between(0.68f, 0.76f), pen.Between(0.1f, 0.2f));

    private static void SnowmanEight(Pen pen)
    {
        var waist = pen.Between(0.4f, 0.5f);
        pen.Arc(0.5f, waist / 2 + 0.02f, pen.Between(0.16f, 0.23f), waist / 2 - 0.02f, 0.25f, -0.75f);
        pen.Lift().Arc(0.5f, (waist + 0.96f) / 2, pen.Between(0.2f, 0.28f), (0.96f - waist) / 2, -0.25f, 0.75f);
    }

    private static void OpenEight(Pen pen) => pen
        .Start(0.74f, pen.Between(0.04f, 0.14f))
        .Curve(0.3f, -0.02f, 0.2f, 0.26f, 0.44f, 0.42f)
        .Curve(0.78f, 0.58f, 0.74f, 0.96f, 0.46f, 0.95f)
        .Curve(0.18f, 0.92f, 0.26f, 0.62f, 0.48f, 0.46f)
        .Curve(0.62f, 0.36f, 0.74f, 0.24f, 0.78f, pen.Between(0.1f, 0.2f));

    private static void StraightNine(Pen pen)
    {
        pen.Arc(0.46f, 0.28f, pen.Between(0.2f, 0.27f), pen.Between(0.19f, 0.25f), -0.05f, -1.02f);
        pen.Line(pen.Between(0.58f, 0.72f), 0.97f);
    }

    private static void CurvedNine(Pen pen) => pen
        .Start(0.72f, 0.28f)
        .Curve(0.64f, 0.6f, 0.22f, 0.56f, 0.26f, 0.28f)
        .Curve(0.3f, -0.02f, 0.74f, 0.0f, 0.74f, 0.3f)
        .Curve(0.76f, 0.6f, 0.66f, 0.84f, pen.Between(0.42f, 0.56f), 0.97f);

    private static void HookedNine(Pen pen)
    {
        pen.Arc(0.48f, 0.27f, pen.Between(0.2f, 0.26f), pen.Between(0.18f, 0.23f), -0.05f, -1.0f);
        pen.Curve(0.76f, 0.6f, 0.76f, 0.98f, 0.5f, 0.96f).Curve(0.4f, 0.96f, 0.3f, 0.92f, 0.24f, 0.84f);
    }
}
