using System.Text;

namespace ModelCompiler.Generators.Emit;

/// <summary>Indented text, line by line.</summary>
/// <param name="depth">Levels of the first line.</param>
internal sealed class SourceWriter(int depth = 0)
{
    /// <summary>What each level adds. Kernels are nested so deeply that spaces would be a quarter of their text.</summary>
    public const string Tab = "\t";

    private readonly StringBuilder text = new(1024);
    private readonly List<string> indentations = [];
    private int depth = depth;

    public int Length => text.Length;

    /// <summary>What the next line begins with.</summary>
    public string Indentation => indentations.Count > depth ? indentations[depth] : Deeper();

    private string Deeper()
    {
        while (indentations.Count <= depth) indentations.Add(indentations.Count == 0 ? "" : indentations[indentations.Count - 1] + Tab);
        return indentations[depth];
    }

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0) text.Append(Indentation).Append(line);
        text.Append('\n');
        return this;
    }

    /// <summary>Text that was written at its depth already.</summary>
    public SourceWriter Verbatim(string written)
    {
        text.Append(written);
        return this;
    }

    public SourceWriter Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines) Line(line);
        return this;
    }

    /// <summary>A header and a brace; the closing one comes when the result is disposed.</summary>
    public Closer Block(string? header = null)
    {
        if (header is not null) Line(header);
        Line("{");
        depth++;
        return new Closer(this);
    }

    /// <summary>One level deeper, until the result is disposed.</summary>
    public Deepened Indent()
    {
        depth++;
        return new Deepened(this);
    }

    public override string ToString() => text.ToString();

    internal readonly struct Closer(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }

    internal readonly struct Deepened(SourceWriter writer) : IDisposable
    {
        public void Dispose() => writer.depth--;
    }
}
