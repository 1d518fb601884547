namespace ModelCompiler.Data;

/// <summary>Samples out of a sequence that is gone through once for each epoch.</summary>
internal sealed class EnumerableStream(
    IEnumerable<(float[] Input, float[] Target, int Label)> samples, IReadOnlyList<int> shape, int targetSize, int classes,
        int? count) : ISampleStream
{
    public IReadOnlyList<int> Shape => shape;

    public int TargetSize => targetSize;

    public int Classes => classes;

    public int? Count => count;

    public ISampleReader Open() => new Reader(samples.GetEnumerator());

    private sealed class Reader(IEnumerator<(float[] Input, float[] Target, int Label)> samples) : ISampleReader
    {
        private long number;

        public bool Read(Span<float> input, Span<float> target, out int label)
        {
            label = 0;
            if (!samples.MoveNext())
                return false;
            (float[] floats, float[] targets, label) = samples.Current;
            Copy(floats, input, "input");
            Copy(targets, target, "target");
            number++;
            return true;
        }

        public void Dispose() => samples.Dispose();

        private void Copy(float[] from, Span<float> to, string what)
        {
            if (from is null || from.Length != to.Length)
                throw new DatasetException(
                    number, $"of the stream has an {what} of {from?.Length ?? 0} floats where {to.Length} are expected.");
            from.CopyTo(to);
        }
    }
}
