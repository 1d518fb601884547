using System.Globalization;

namespace ModelCompiler;

/// <summary>Reads the text of a <see cref="ModelArchitecture"/>.</summary>
internal sealed class ArchitectureParser(string modelName, string text)
{
    private readonly List<ArchitectureNode> nodes = [];
    private readonly List<ArchitectureLayer> layers = [];
    private readonly List<string> outputs = [];
    private readonly List<ArchitectureLoss> losses = [];
    private readonly Dictionary<string, ArchitectureNode> byName = new(StringComparer.Ordinal);

    /// <exception cref="ArchitectureFormatException">The text is none of an architecture.</exception>
    public ModelArchitecture Parse()
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            try
            {
                ParseLine(line.TrimEnd('\r'));
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                throw new ArchitectureFormatException(modelName, number, line, exception.Message, exception);
            }
        }

        return layers.Count > 0
            ? new ModelArchitecture(modelName, text, nodes, layers, outputs, losses, byName)
            : throw new ArchitectureFormatException(modelName, number, "", "the text has no layer", null);
    }

    private void ParseLine(string line)
    {
        string[] words = line.Split(' ', 3);
        if (words is ["input", var shape])
            Add("input", Operations.Input, [], [], new Dictionary<string, string>(), Shape(shape));
        else if (words is ["output", var name])
            outputs.Add(Node(name).Name);
        else if (words is ["output", var alias, ['o', 'f', '=', .. var of]])
            AddOutput(alias, Node(of));
        else if (words[0] == "loss")
            losses.Add(ParseLoss(line.Split(' ')));
        else
            ParseLayer(line);
    }

    /// <summary>An output under the name of the use whose last layer it is.</summary>
    private void AddOutput(string alias, ArchitectureNode node)
    {
        if (!byName.TryAdd(alias, node))
            throw new FormatException($"the name '{alias}' stands twice");
        outputs.Add(alias);
    }

    private ArchitectureLoss ParseLoss(string[] words)
    {
        if (words.Length < 2 || !Enum.TryParse(words[1], out Loss loss))
            throw new FormatException("no known loss");
        Dictionary<string, string> settings = ParseSettings(words.AsSpan(2));
        string of = settings.TryGetValue("of", out string? value) ? Node(value).Name : Last().Name;
        return new ArchitectureLoss(loss, of, Real("weight"), Real("delta"));

        float Real(string setting) =>
            settings.TryGetValue(setting, out string? number) ? float.Parse(number, CultureInfo.InvariantCulture) : 1;
    }

    private void ParseLayer(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        string[] head = colon < 0 ? [] : line[..colon].Split(' ');
        if (head is not [var kind, var name, ..] || head.Length > 3 || (head.Length == 3 && head[2] != "frozen"))
            throw new FormatException("expected 'Kind name: operations'");
        string[] operations = line[(colon + 2)..].Split(" | ");
        int first = nodes.Count;
        for (int i = 0; i < operations.Length; i++)
            ParseOperation(name, i == operations.Length - 1 ? name : $"{name}.{i + 1}", operations[i]);
        layers.Add(new ArchitectureLayer(kind, name, head.Length == 2, nodes[first..]));
    }

    private void ParseOperation(string layer, string name, string operation)
    {
        int arrow = operation.IndexOf(" -> ", StringComparison.Ordinal);
        string described = arrow < 0 ? operation : operation[..arrow];
        (described, string[] parameters) = Between(described, '[', ']');
        (described, string[] read) = Between(described, '(', ')');
        string[] words = described.Split(' ');
        ArchitectureNode[] inputs = read.Length == 0 ? [Last()] : [.. read.Select(Node)];
        IReadOnlyList<int> shape = arrow < 0 ? inputs[0].Shape : Shape(operation[(arrow + 4)..]);
        Add(name, words[0], inputs, [.. parameters.Select(p => $"{layer}.{p}")], ParseSettings(words.AsSpan(1)), shape);
    }

    /// <summary>The text without a bracketed list, and the list.</summary>
    private static (string Outside, string[] List) Between(string text, char open, char close)
    {
        int start = text.IndexOf(open), end = text.IndexOf(close);
        if (start < 0 && end < 0)
            return (text, []);
        return start >= 0 && end > start ? (text.Remove(start, end - start + 1), text[(start + 1)..end]
            .Split(", ")) : throw new FormatException($"'{open}' and '{close}' do not match");
    }

    private static Dictionary<string, string> ParseSettings(ReadOnlySpan<string> words)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string word in words)
        {
            if (word.Split('=') is not [var name, var value] || !settings.TryAdd(name, value))
                throw new FormatException($"'{word}' is no setting of the form name=value, or stands twice");
        }

        return settings;
    }

    private static int[] Shape(string text) =>
        [.. text.Split('×').Select(extent => int.Parse(extent, NumberStyles.None, CultureInfo.InvariantCulture))];

    private ArchitectureNode Last() => nodes.Count > 0 ? nodes[^1] : throw new FormatException("the first line must be the input's");

    private ArchitectureNode Node(string name) =>
        byName.TryGetValue(name, out ArchitectureNode? node) ? node : throw new FormatException($"no value '{name}' so far");

    private void Add(
        string name, string operation, IReadOnlyList<ArchitectureNode> inputs, IReadOnlyList<string> parameters,
            IReadOnlyDictionary<string, string> settings, IReadOnlyList<int> shape)
    {
        var node = new ArchitectureNode(nodes.Count, name, operation, inputs, parameters, settings, shape);
        if (!byName.TryAdd(name, node))
            throw new FormatException($"the name '{name}' stands twice");
        nodes.Add(node);
    }
}

/// <summary>A text that is none of a <see cref="ModelArchitecture"/>.</summary>
public sealed class ArchitectureFormatException : ModelException
{
    internal ArchitectureFormatException(string modelName, int line, string text, string problem, Exception? inner)
        : base($"The architecture of '{modelName}', line {line}: {problem}, in '{(text.Length > 200 ? text[..200] + "…" : text)}'. "
            + "Use a text that ModelArchitecture.Text gave.", inner) => Line = line;

    /// <summary>The line that is wrong, from 1.</summary>
    public int Line { get; }
}
