using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelCompiler.Generators.Support;

/// <summary>
/// Names of layers and tensors as identifiers. A layer may be called anything of letters, digits, <c>_</c>, <c>-</c> and <c>/</c>, in any
/// alphabet.
/// </summary>
internal static class Identifiers
{
    /// <summary>Words that are names of types in no version, or in some, besides those that the compiler lists.</summary>
    private static readonly HashSet<string> Contextual = ["nint", "nuint", "dynamic", "notnull", "unmanaged", "file", "scoped", "required",
        "record", "field", "extension", "allows", "var", "_"];

    /// <summary>
    /// Words that are no identifiers in the languages that are emitted, and names that emitted kernels give to other things.
    /// </summary>
    private static readonly HashSet<string> Taken =
    [
        .. ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum "
            + "event explicit extern false finally fixed float for "
            + "foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params "
            + "private protected public readonly ref return sbyte "
            + "sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort "
            + "using virtual void volatile while "
            + "kernel global local constant signed unsigned register auto union typedef nint from to").Split(' '),
    ];

    /// <summary>A name as C# source writes it, also where it is a word of the language, of any version.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            || Contextual.Contains(name) ? "@" + name : name;

    /// <summary>Adds a name, with a number where it is there already.</summary>
    /// <returns>The name that was added.</returns>
    public static string AddUnique(this HashSet<string> names, string name, string beforeNumber = "_")
    {
        string unique = name;
        for (int n = 2; !names.Add(unique); n++) unique = $"{name}{beforeNumber}{n}";
        return unique;
    }

    /// <summary>"d dense_2.biased" is dDense2Biased.</summary>
    public static string Camel(string name)
    {
        string pascal = Pascal(name);
        string camel = char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
        return Taken.Contains(camel) || camel.Length == 1 ? camel + "Value" : camel;
    }

    /// <summary>"d dense_2.biased" is DDense2Biased.</summary>
    public static string Pascal(string name)
    {
        var words = new StringBuilder(name.Length);
        bool starts = true;
        foreach (char c in name)
        {
            bool inside = char.IsLetterOrDigit(c);
            if (inside) words.Append(starts ? char.ToUpperInvariant(c) : c);
            starts = !inside;
        }

        string pascal = words.ToString();
        return pascal.Length > 0 && char.IsLetter(pascal[0]) ? pascal : "Layer" + pascal;
    }
}
