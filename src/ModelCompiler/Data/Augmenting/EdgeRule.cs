namespace ModelCompiler.Data;

/// <summary>Which pixel stands for a place outside a picture.</summary>
internal static class EdgeRule
{
    /// <summary>The row or column to read for <paramref name="index"/>, or -1 for the constant.</summary>
    public static int Resolve(int index, int extent, FillMode mode)
    {
        if ((uint)index < (uint)extent)
            return index;
        switch (mode)
        {
            case FillMode.Constant:
                return -1;
            case FillMode.Nearest:
                return index < 0 ? 0 : extent - 1;
            case FillMode.Wrap:
                return Modulo(index, extent);
            default:
                int mirrored = Modulo(index, 2 * extent);
                return mirrored < extent ? mirrored : 2 * extent - 1 - mirrored;
        }
    }

    private static int Modulo(int index, int extent)
    {
        int rest = index % extent;
        return rest < 0 ? rest + extent : rest;
    }
}
