using System.Globalization;
using System.Text;

namespace ModelCompiler.Generators.ShapeInference.WeightFiles;

/// <summary>
/// Reads the JSON that a header is: objects, texts, lists of whole numbers. The compiler's own process has no library for it that a
/// generator may rely on.
/// </summary>
internal sealed class JsonScanner(string text)
{
    private int at;

    /// <summary>The names of an object's properties; the caller reads each value before it asks for the next name.</summary>
    public IEnumerable<string> Properties()
    {
        Expect('{');
        if (Take('}')) yield break;
        do
        {
            string name = Text();
            Expect(':');
            yield return name;
        }
        while (Take(','));
        Expect('}');
    }

    public IEnumerable<long> Numbers()
    {
        Expect('[');
        if (Take(']')) yield break;
        do yield return Number();
        while (Take(','));
        Expect(']');
    }

    public string Text()
    {
        Expect('"');
        var value = new StringBuilder();
        while (at < text.Length && text[at] != '"') value.Append(text[at] == '\\' ? Escape() : text[at++]);
        Expect('"');
        return value.ToString();
    }

    public void End()
    {
        SkipSpace();
        if (at < text.Length) throw Fault("the end");
    }

    private char Escape()
    {
        at++;
        char escaped = at < text.Length ? text[at++] : throw Fault("a character");
        if (escaped != 'u') return escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => escaped };
        if (at + 4 > text.Length
            || !ushort.TryParse(text.Substring(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            throw Fault("four digits");
        at += 4;
        return (char)code;
    }

    private long Number()
    {
        SkipSpace();
        int start = at;
        while (at < text.Length && text[at] is >= '0' and <= '9') at++;
        return long.TryParse(text.Substring(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Fault("a whole number");
    }

    private bool Take(char wanted)
    {
        SkipSpace();
        if (at >= text.Length || text[at] != wanted) return false;
        at++;
        return true;
    }

    private void Expect(char wanted)
    {
        // Inside a text a space counts.
        if (wanted != '"' || at >= text.Length || text[at] != '"') SkipSpace();
        if (at >= text.Length || text[at] != wanted) throw Fault($"'{wanted}'");
        at++;
    }

    private void SkipSpace()
    {
        while (at < text.Length && text[at] is (' ' or '\t' or '\r' or '\n')) at++;
    }

    private FormatException Fault(string wanted) => new($"character {at + 1} should be {wanted}");
}
