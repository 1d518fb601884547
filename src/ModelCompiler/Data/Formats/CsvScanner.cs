using System.Text;

namespace ModelCompiler.Data;

/// <summary>Cuts text into lines of fields, one line at a time, and knows where each one began.</summary>
internal sealed class CsvScanner(TextReader reader, string path, char separator)
{
    private readonly StringBuilder field = new();
    private int line = 1;

    /// <summary>The line of the file where the last record began, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Reads the next record that is not an empty line; false at the end.</summary>
    public bool Read(List<string> fields)
    {
        fields.Clear();
        while (SkipEmptyLine())
        {
        }

        Line = line;
        if (reader.Peek() < 0)
            return false;
        while (ReadField(fields))
        {
        }

        return true;
    }

    private bool SkipEmptyLine()
    {
        if (reader.Peek() is not ('\r' or '\n'))
            return false;
        EndLine();
        return true;
    }

    /// <summary>Reads one field; false if it was the record's last.</summary>
    private bool ReadField(List<string> fields)
    {
        field.Clear();
        if (reader.Peek() == '"')
            ReadQuoted();
        while (reader.Peek() is var next and >= 0 && next != separator && next is not ('\r' or '\n'))
            field.Append((char)reader.Read());
        fields.Add(field.ToString().Trim());
        if (reader.Peek() == separator)
        {
            reader.Read();
            return true;
        }

        EndLine();
        return false;
    }

    private void ReadQuoted()
    {
        int start = line;
        reader.Read();
        while (true)
        {
            int next = reader.Read();
            if (next < 0)
                throw new DataFormatException(path, $"line {start}: a quoted field does not end.");
            if (next == '\n')
                line++;
            if (next != '"')
                field.Append((char)next);
            else if (reader.Peek() != '"')
                return;
            else
                field.Append((char)reader.Read());
        }
    }

    private void EndLine()
    {
        int end = reader.Read();
        if (end == '\r' && reader.Peek() == '\n')
            reader.Read();
        if (end >= 0)
            line++;
    }
}
