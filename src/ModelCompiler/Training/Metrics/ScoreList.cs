namespace ModelCompiler.Training;

/// <summary>
/// Every output with its target: an area under a curve needs them all in order. Past <see cref="Most"/> numbers it gives up, and the area
/// is NaN.
/// </summary>
internal sealed class ScoreList(int channels)
{
    /// <summary>The most numbers that are kept, 256 MiB of them.</summary>
    public const int Most = 1 << 26;

    private readonly List<float> scores = [];

    /// <summary>The class of each row; with several answers, 1 or 0 for each, or -1 where it is missing.</summary>
    private readonly List<int> labels = [];
    private bool several;
    private bool full;

    public void AddClass(ReadOnlySpan<float> outputs, int label)
    {
        if (!HasRoom(outputs.Length))
            return;
        scores.AddRange(outputs);
        labels.Add(label);
    }

    public void AddAnswers(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        if (!HasRoom(outputs.Length))
            return;
        several = true;
        scores.AddRange(outputs);
        foreach (float target in targets)
            labels.Add(float.IsNaN(target) ? -1 : target > 0.5f ? 1 : 0);
    }

    public void Clear()
    {
        scores.Clear();
        labels.Clear();
        full = false;
    }

    /// <summary>
    /// The probability that a positive sample scores above a negative one, ties counting half: the area under the receiver operating
    /// characteristic. Of several channels the mean, each against the rest, of those that have both kinds of samples.
    /// </summary>
    public double RocAuc()
    {
        if (full)
            return double.NaN;
        double total = 0;
        int counted = 0;
        for (int c = 0; c < channels; c++)
        {
            double area = Area(c);
            if (double.IsNaN(area))
                continue;
            total += area;
            counted++;
        }

        return total / counted;
    }

    public void Save(CallbackState state)
    {
        state.Set("scores_full", full ? 1 : 0);
        state.Set("scores_several", several ? 1 : 0);
        state.Set("scores", System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scores));
        state.Set("score_labels", labels.Select(l => (float)l).ToArray());
    }

    public void Load(CallbackState state)
    {
        Clear();
        (full, several) = (state.Number("scores_full") != 0, state.Number("scores_several") != 0);
        scores.AddRange(state.GetFloats("scores") ?? []);
        labels.AddRange((state.GetFloats("score_labels") ?? []).Select(l => (int)l));
    }

    private bool HasRoom(int more)
    {
        full |= scores.Count + more > Most;
        if (full)
            scores.Clear();
        return !full;
    }

    private double Area(int channel)
    {
        int rows = scores.Count / channels;
        var own = new List<(float Score, bool Positive)>(rows);
        for (int row = 0; row < rows; row++)
        {
            int label = several ? labels[row * channels + channel] : labels[row];
            if (label >= 0)
                own.Add((scores[row * channels + channel], several || channels == 1 ? label == 1 : label == channel));
        }

        own.Sort((a, b) => a.Score.CompareTo(b.Score));
        // Mann and Whitney's statistic: ranks of the positives, equal scores sharing their mean rank.
        double ranks = 0;
        long positives = 0;
        for (int start = 0; start < own.Count;)
        {
            int end = start;
            int among = 0;
            while (end < own.Count && own[end].Score == own[start].Score)
                among += own[end++].Positive ? 1 : 0;
            if (end == start)
                return double.NaN; // NaN equals nothing, itself neither.
            ranks += among * (start + 1 + end) / 2.0;
            positives += among;
            start = end;
        }

        long negatives = own.Count - positives;
        return positives == 0 || negatives == 0
            ? double.NaN
            : (ranks - positives * (positives + 1) / 2.0) / ((double)positives * negatives);
    }
}
