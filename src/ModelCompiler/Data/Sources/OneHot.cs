namespace ModelCompiler.Data;

/// <summary>A source's samples with dense targets in place of labels: 1 for the class, 0 for the others.</summary>
internal sealed class OneHotSource(ISampleSource samples, int classes) : ISampleSource
{
    public int Count => samples.Count;

    public IReadOnlyList<int> Shape => samples.Shape;

    public int TargetSize => classes;

    public void ReadInput(int sample, Span<float> input) => samples.ReadInput(sample, input);

    public void ReadTarget(int sample, Span<float> target) => OneHotVector.Write(samples.ReadLabel(sample), sample, target);
}

/// <summary>A stream's samples with dense targets in place of labels.</summary>
internal sealed class OneHotStream(ISampleStream samples, int classes) : ISampleStream
{
    public IReadOnlyList<int> Shape => samples.Shape;

    public int TargetSize => classes;

    public int? Count => samples.Count;

    public ISampleReader Open() => new Reader(samples.Open());

    private sealed class Reader(ISampleReader samples) : ISampleReader
    {
        private long number;

        public bool Read(Span<float> input, Span<float> target, out int label)
        {
            if (!samples.Read(input, [], out label))
                return false;
            OneHotVector.Write(label, number++, target);
            return true;
        }

        public void Dispose() => samples.Dispose();
    }
}

/// <summary>A class as a vector.</summary>
internal static class OneHotVector
{
    public static void Write(int label, long sample, Span<float> target)
    {
        if ((uint)label >= (uint)target.Length)
            throw new DatasetException(
                sample, $"has label {label}, which is none of the {target.Length} classes 0 to {target.Length - 1}.");
        target.Clear();
        target[label] = 1;
    }
}
