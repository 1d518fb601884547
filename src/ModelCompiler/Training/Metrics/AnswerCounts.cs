namespace ModelCompiler.Training;

/// <summary>Right and wrong answers of each channel by itself, a yes from above 0.5. Targets that are NaN count nothing.</summary>
internal sealed class AnswerCounts(int channels)
{
    private readonly long[] counts = new long[4 * channels];

    public int Channels => channels;

    public long TruePositives(int channel) => counts[4 * channel + 3];

    public long FalsePositives(int channel) => counts[4 * channel + 1];

    public long FalseNegatives(int channel) => counts[4 * channel + 2];

    /// <summary>Share of all answers that are right; NaN before the first.</summary>
    public double Accuracy
    {
        get
        {
            long right = 0, all = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                all += counts[i];
                right += i % 4 is 0 or 3 ? counts[i] : 0;
            }

            return (double)right / all;
        }
    }

    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (int c = 0; c < channels; c++)
        {
            if (!float.IsNaN(targets[c]))
                counts[4 * c + (targets[c] > 0.5f ? 2 : 0) + (outputs[c] > 0.5f ? 1 : 0)]++;
        }
    }

    public void Clear() => Array.Clear(counts);

    public void Save(CallbackState state) => state.SetNumbers<long>("answers", counts);

    public void Load(CallbackState state) => state.GetNumbers<long>("answers", counts);
}
