using System.Text;

namespace ModelCompiler.Runtime;

/// <summary>
/// Names of kernels as generated code has them: what neighbours begin with is written once, before braces. The compiler's class of this
/// name writes them.
/// </summary>
internal static class NameGroups
{
    /// <summary><c>a{b,c{d,e}},f</c> is <c>ab acd ace f</c>.</summary>
    /// <param name="names">Names and commas; each brace is closed.</param>
    public static IReadOnlyList<string> Expand(string names)
    {
        var all = new List<string>();
        var lengths = new Stack<int>();
        var name = new StringBuilder();
        bool closed = false;
        foreach (char c in names)
        {
            if (c == '{')
                lengths.Push(name.Length);
            else if (c is ',' or '}')
            {
                if (!closed)
                    all.Add(name.ToString());
                if (c == '}')
                    lengths.Pop();
                name.Length = lengths.Count == 0 ? 0 : lengths.Peek();
            }
            else
                name.Append(c);
            closed = c == '}';
        }

        if (!closed && names.Length > 0)
            all.Add(name.ToString());
        return all;
    }
}
