namespace ModelCompiler.Data;

/// <summary>Divides sample numbers into parts, class by class where labels are given.</summary>
internal static class Partition
{
    /// <summary>
    /// Parts of these shares, which sum to 1. Within each class, counts are those of the shares, rounded by largest remainders.
    /// </summary>
    /// <param name="labels">A class for each sample, or nothing to treat all alike.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="shares">The share of each part.</param>
    /// <param name="seed">What the parts are drawn from.</param>
    public static int[][] ByShares(ReadOnlySpan<int> labels, int count, double[] shares, int seed)
    {
        List<int>[] parts = [.. shares.Select(_ => new List<int>())];
        // Remainders go on from class to class, so that the parts of many small classes have their shares of the whole.
        var owed = new double[shares.Length];
        foreach (int[] group in Groups(labels, count, seed))
        {
            for (int part = 0; part < shares.Length; part++)
                owed[part] += shares[part] * group.Length;
            foreach (int sample in group)
            {
                int most = Array.IndexOf(owed, owed.Max());
                owed[most]--;
                parts[most].Add(sample);
            }
        }

        for (int part = 0; part < shares.Length; part++)
        {
            if (shares[part] > 0 && parts[part].Count == 0)
                throw new DatasetException($"A set of {count} samples is too small to give a part the share {shares[part]:0.###} of it.");
        }

        return [.. parts.Select(part => part.Order().ToArray())];
    }

    /// <summary>As many parts whose sizes differ by at most one, and whose counts of each class differ by at most one.</summary>
    public static int[][] IntoFolds(ReadOnlySpan<int> labels, int count, int folds, int seed)
    {
        if (count < folds)
            throw new DatasetException($"A set of {count} samples cannot be divided into {folds} folds.");
        List<int>[] parts = [.. Enumerable.Range(0, folds).Select(_ => new List<int>())];
        int next = 0;
        foreach (int[] group in Groups(labels, count, seed))
        {
            foreach (int sample in group)
                parts[next++ % folds].Add(sample);
        }

        return [.. parts.Select(part => part.Order().ToArray())];
    }

    /// <summary>The samples of each class in turn, mixed.</summary>
    private static List<int[]> Groups(ReadOnlySpan<int> labels, int count, int seed)
    {
        var groups = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < count; i++)
        {
            int label = labels.IsEmpty ? 0 : labels[i];
            if (!groups.TryGetValue(label, out List<int>? group))
                groups.Add(label, group = []);
            group.Add(i);
        }

        var mixed = new List<int[]>();
        foreach (List<int> group in groups.Values)
        {
            int[] samples = [.. group];
            Shuffling.Mix(samples, seed, round: mixed.Count);
            mixed.Add(samples);
        }

        return mixed;
    }
}
