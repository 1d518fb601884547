using System.Text;

namespace ModelCompiler.Generators.Emit;

/// <summary>Indented text, line by line.</summary>
internal sealed class SourceWriter(int depth = 0)
{
    private readonly StringBuilder text = new();
    private int depth = depth;

    public int Length => text.Length;

    /// <summary>Levels of indentation of the next line.</summary>
    public int Depth => depth;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0) text.Append(' ', 4 * depth).Append(line);
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

    public override string ToString() => text.ToString();

    internal readonly struct Closer(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }
}
