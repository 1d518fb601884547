using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>Which nodes some of the values come from.</summary>
internal static class NeededNodes
{
    /// <param name="inputs">What each node reads, all of it before the node.</param>
    /// <param name="ends">The nodes that are asked for.</param>
    public static bool[] Of(IReadOnlyList<EquatableArray<int>> inputs, IEnumerable<int> ends)
    {
        var needed = new bool[inputs.Count];
        foreach (int end in ends) needed[end] = true;
        for (int i = needed.Length - 1; i >= 0; i--)
        {
            if (!needed[i]) continue;
            foreach (int input in inputs[i]) needed[input] = true;
        }

        return needed;
    }
}
