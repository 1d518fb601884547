namespace ModelCompiler.Data;

/// <summary>
/// Writes a window of a picture that is mirrored or moved by whole pixels: rows are copied, their outer parts are filled.
/// </summary>
internal sealed class PixelMover(int height, int width, int channels, FillMode mode, float fill)
{
    /// <summary>Row <c>y</c> and column <c>x</c> of the result are <c>top + y</c> and <c>left + x</c> of the source, counted from the far
    /// end where mirrored.</summary>
    public void Move(
        ReadOnlySpan<float> source, Span<float> result, int resultHeight, int resultWidth, int top, int left,
            bool mirrorRows, bool mirrorColumns)
    {
        for (int y = 0; y < resultHeight; y++)
        {
            Span<float> row = result.Slice(y * resultWidth * channels, resultWidth * channels);
            int from = EdgeRule.Resolve(mirrorRows ? height - 1 - (top + y) : top + y, height, mode);
            if (from < 0)
                row.Fill(fill);
            else if (mirrorColumns)
                CopyMirrored(source.Slice(from * width * channels, width * channels), row, left);
            else
                Copy(source.Slice(from * width * channels, width * channels), row, left);
        }
    }

    private void Copy(ReadOnlySpan<float> source, Span<float> row, int left)
    {
        int resultWidth = row.Length / channels;
        int first = Math.Clamp(-left, 0, resultWidth), last = Math.Clamp(width - left, first, resultWidth);
        if (last > first)
            source.Slice((left + first) * channels, (last - first) * channels).CopyTo(row[(first * channels)..]);
        FillColumns(source, row, left, 0, first, mirrored: false);
        FillColumns(source, row, left, last, resultWidth, mirrored: false);
    }

    private void CopyMirrored(ReadOnlySpan<float> source, Span<float> row, int left) =>
        FillColumns(source, row, left, 0, row.Length / channels, mirrored: true);

    private void FillColumns(ReadOnlySpan<float> source, Span<float> row, int left, int first, int last, bool mirrored)
    {
        for (int x = first; x < last; x++)
        {
            int from = EdgeRule.Resolve(mirrored ? width - 1 - (left + x) : left + x, width, mode);
            for (int c = 0; c < channels; c++)
                row[x * channels + c] = from < 0 ? fill : source[from * channels + c];
        }
    }
}
