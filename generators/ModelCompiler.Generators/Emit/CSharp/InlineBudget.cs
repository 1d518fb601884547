using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// Whether the JIT inlines all calls of a method: it stops when the method has a number of local variables, and each call that is left
/// saves and loads all sums of a tile. An estimate from the text, which was compared with what the JIT does
/// (<c>docs/decisions/tiles-by-rows.md</c>).
/// </summary>
internal static class InlineBudget
{
    /// <summary>Locals at which the JIT stops inlining: three quarters of the 1,024 that it tracks.</summary>
    private const int MostLocals = 768;

    /// <summary>Part of them that an estimate may reach.</summary>
    private const double Share = 0.9;

    /// <summary>Locals of the framework's sum over a vector's lanes, which is no instruction.</summary>
    private const int LaneSum = 8;

    /// <summary>Locals of the sums of four vectors' lanes: two vectors for each of three steps, twice, and their quarters.</summary>
    private const int LaneSums = 16;

    /// <param name="method">In calls of the runtime: the framework's own are nearly all instructions, and cost nothing.</param>
    /// <param name="functions">All that the method calls.</param>
    public static bool Fits(string method, IReadOnlyList<MathFunction> functions)
    {
        int locals = (Occurrences(method, ".Sum(") * LaneSum) + (Occurrences(method, "LaneSums") * LaneSums);
        foreach (IGrouping<string, MathFunction> function in functions.GroupBy(f => f.Name))
            locals += Occurrences(method, function.Key + "(") * function.Max(f => f.Locals);
        for (int at = 1, names = 0, calls = 0, rows = 1; at < method.Length; at++)
        {
            switch (method[at])
            {
                case '\n':
                    locals += Math.Max(rows, Math.Max(names, calls));
                    names = calls = 0;
                    rows = 1;
                    break;
                case ' ' when method[at - 1] == ',' && method[at + 1] == ' ': // Rows of a tile, each with a float in all lanes.
                    rows++;
                    break;
                case '=' when method[at - 1] == ' ':
                    names++;
                    break;
                case '(' when char.IsLetterOrDigit(method[at - 1]):
                    calls++;
                    break;
            }
        }

        return locals <= Share * MostLocals;
    }

    private static int Occurrences(string text, string word)
    {
        int count = 0;
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
            word, at + word.Length, StringComparison.Ordinal))
            count++;
        return count;
    }
}
