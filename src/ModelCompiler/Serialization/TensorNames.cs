namespace ModelCompiler.Serialization;

/// <summary>
/// What a tensor may be called: names come from files of strangers, and end up in messages, in other files and as paths inside them.
/// </summary>
internal static class TensorNames
{
    private const int Longest = 4096;

    /// <summary>Why a name is refused, or null.</summary>
    public static string? Fault(string name)
    {
        if (name.Length == 0) return "has no name";
        if (name.Length > Longest) return $"has a name of {name.Length} characters";
        foreach (char c in name)
        {
            if (char.IsControl(c) || c == '\\') return $"has the character U+{(int)c:X4} in its name";
        }

        if (name[0] == '/' || name.Split('/').Any(part => part is "" or "." or "..")) return "has a name that is a path";
        return null;
    }

    /// <summary>A name for a message: short, without control characters.</summary>
    public static string Shown(string name) =>
        string.Concat(name.Take(80).Select(c => char.IsControl(c) ? '?' : c)) + (name.Length > 80 ? "…" : "");
}
