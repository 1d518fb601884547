using ModelCompiler.Runtime;

namespace ModelCompiler.Data;

/// <summary>
/// Batches of a stream. With a window, that many samples are held, and each one that leaves is drawn among them and replaced by the next of
/// the stream, so that a set larger than memory is mixed as far as the window reaches.
/// </summary>
internal sealed class StreamFiller : BatchFiller
{
    private readonly ISampleStream stream;
    private readonly int window;
    private readonly int inputSize;
    private readonly int classes;
    private readonly SampleWindow held;
    private ISampleReader? reader;
    private CounterRandom random;
    private bool mixing;
    private long read;

    public StreamFiller(BatchPlan plan, Dataset data, ISampleStream stream) : base(plan, data)
    {
        (this.stream, window, classes) = (stream, data.Window, stream.Classes);
        inputSize = SampleShape.Size(stream.Shape);
        held = new SampleWindow(window, inputSize, stream.TargetSize);
    }

    public override int? BatchCount => stream.Count is { } count ? (count + BatchSize - 1) / BatchSize : null;

    protected override int LargestBatch => Math.Min(BatchSize, stream.Count ?? int.MaxValue);

    protected override void StartEpoch(bool shuffle, long firstSample)
    {
        reader?.Dispose();
        reader = stream.Open();
        (mixing, read) = (shuffle && window > 1, 0);
        random = Shuffling.Random(Key.Seed, Key.Round);
        held.Clear();
        while (mixing && held.Count < window && Read(held.Input(held.Count), held.Target(held.Count), out int label))
            held.Add(label, read - 1);
        for (long skipped = 0; skipped < firstSample && Skip(); skipped++)
        {
        }
    }

    protected override void FillSamples(BatchBuffer buffer)
    {
        for (int i = 0; i < BatchSize && i < LargestBatch; i++)
        {
            if (!ReadNext(Entry(buffer, i), TargetEntry(buffer, i), out int label, out long sample))
                return;
            Finish(buffer, i, sample, label);
        }
    }

    public override void Dispose() => reader?.Dispose();

    private bool Skip() => ReadNext(held.SpareInput, held.SpareTarget, out _, out _);

    private bool ReadNext(Span<float> input, Span<float> target, out int label, out long sample)
    {
        if (!mixing)
        {
            sample = read;
            return Read(input, target, out label);
        }

        (label, sample) = (0, 0);
        if (held.Count == 0)
            return false;
        int slot = random.NextInt32(held.Count);
        held.CopyTo(slot, input, target, out label, out sample);
        if (Read(held.Input(slot), held.Target(slot), out int newLabel))
            held.Replace(slot, newLabel, read - 1);
        else
            held.Remove(slot);
        return true;
    }

    private bool Read(Span<float> input, Span<float> target, out int label)
    {
        if (!reader!.Read(input, target, out label))
            return read > 0 ? false : throw new DatasetException("The stream has no samples.");
        bool unknown = label < 0 || (classes > 0 && label >= classes);
        if (target.IsEmpty && unknown)
        {
            throw new DatasetException(read, classes > 0
                ? $"of the stream has label {label}, which is none of the {classes} classes 0 to {classes - 1}."
                : $"of the stream has label {label}; labels are classes counted from 0.");
        }

        read++;
        return true;
    }
}
