using System.Text;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// Names in the order of their numbers, with what neighbours begin with written once before braces (the brace expansion of shells):
/// <c>Train{Conv2d1{KernelPacked,Products},Relu1}</c> is <c>TrainConv2d1KernelPacked TrainConv2d1Products TrainRelu1</c>. The runtime
/// expands them: its class has this name, too.
/// </summary>
internal static class NameGroups
{
    public static string Write(IReadOnlyList<string> names)
    {
        var text = new StringBuilder();
        Write(text, [.. names.Select(Words)], 0, names.Count, 0);
        return text.ToString();
    }

    /// <summary>Names that begin with the same words, without these.</summary>
    private static void Write(StringBuilder text, string[][] names, int from, int to, int depth)
    {
        for (int first = from, end; first < to; first = end)
        {
            if (first > from) text.Append(',');
            end = first + 1;
            while (end < to && Starts(names[end], names[first], depth)) end++;
            if (end == first + 1)
            {
                text.Append(string.Concat(names[first].Skip(depth)));
                continue;
            }

            int shared = depth + 1;
            while (names[first].Length > shared && Enumerable.Range(first + 1, end - first - 1)
                .All(n => Starts(names[n], names[first], shared))) shared++;
            text.Append(string.Concat(names[first].Take(shared).Skip(depth))).Append('{');
            Write(text, names, first, end, shared);
            text.Append('}');
        }
    }

    private static bool Starts(string[] name, string[] other, int at) => name.Length > at && other.Length > at && name[at] == other[at];

    /// <summary>A word begins with a capital letter or behind an underscore.</summary>
    private static string[] Words(string name)
    {
        var words = new List<string>();
        for (int from = 0, at = 1; at <= name.Length; at++)
        {
            if (at < name.Length && !char.IsUpper(name[at]) && name[at] != '_') continue;
            words.Add(name.Substring(from, at - from));
            from = at;
        }

        return [.. words];
    }
}
