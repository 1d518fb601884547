namespace ModelCompiler.Training;

/// <summary>
/// Scores of one class from its true positives, false positives and false negatives; 0 where there is nothing to divide by, as scikit-learn
/// has it.
/// </summary>
internal static class ClassScores
{
    public static double Precision(long right, long wrong, long missed) => Share(right, right + wrong);

    public static double Recall(long right, long wrong, long missed) => Share(right, right + missed);

    public static double F1(long right, long wrong, long missed) => Share(2 * right, 2 * right + wrong + missed);

    public static double IoU(long right, long wrong, long missed) => Share(right, right + wrong + missed);

    /// <summary>The mean over classes.</summary>
    /// <param name="classes">Counts of each.</param>
    /// <param name="score">What is made of them.</param>
    /// <param name="skipAbsent">Whether a class that neither occurs nor was named is left out.</param>
    public static double Mean(IEnumerable<(long Right, long Wrong, long Missed)> classes,
        Func<long, long, long, double> score, bool skipAbsent = false)
    {
        double total = 0;
        int counted = 0;
        foreach ((long right, long wrong, long missed) in classes)
        {
            if (skipAbsent && right + wrong + missed == 0)
                continue;
            total += score(right, wrong, missed);
            counted++;
        }

        return total / counted;
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
