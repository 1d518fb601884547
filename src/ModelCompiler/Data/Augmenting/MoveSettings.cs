namespace ModelCompiler.Data;

/// <summary>How far pictures are moved at most.</summary>
internal sealed record MoveSettings
{
    public bool FlipHorizontal { get; init; }

    public bool FlipVertical { get; init; }

    public int ShiftY { get; init; }

    public int ShiftX { get; init; }

    public double Degrees { get; init; }

    public double Zoom { get; init; }

    public double ShearDegrees { get; init; }

    public FillMode Fill { get; init; }

    public float FillValue { get; init; }

    /// <summary>Whether pixels stay whole: only mirrored or moved by whole pixels.</summary>
    public bool IsWhole => Degrees == 0 && Zoom == 0 && ShearDegrees == 0;

    /// <summary>Whether nothing moves at all.</summary>
    public bool IsNothing => IsWhole && !FlipHorizontal && !FlipVertical && ShiftY == 0 && ShiftX == 0;
}
