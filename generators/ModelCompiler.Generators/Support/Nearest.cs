namespace ModelCompiler.Generators.Support;

/// <summary>Which of several names somebody meant.</summary>
internal static class Nearest
{
    private const int Most = 3;

    /// <summary>
    /// The known names from which a third of the letters at most must be changed, if none is nearer; the latest first. Upper and lower case
    /// are one letter.
    /// </summary>
    public static EquatableArray<string> Of(string name, IEnumerable<string> known)
    {
        var near = known.Distinct().Select(k => (Name: k, Distance: Distance(name, k)))
            .Where(k => k.Distance <= (Math.Max(name.Length, k.Name.Length) + 2) / 3).ToList();
        return near.Where(k => k.Distance == near.Min(n => n.Distance)).Select(k => k.Name).Reverse().Take(Most).ToEquatableArray();
    }

    /// <summary>
    /// Letters to insert, take away or replace (Levenshtein's distance); beyond the length of a name that anybody writes, as far as could
    /// be.
    /// </summary>
    private static int Distance(string from, string to)
    {
        if (from.Length > 200 || to.Length > 200) return int.MaxValue / 2;
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[to.Length];
    }
}
