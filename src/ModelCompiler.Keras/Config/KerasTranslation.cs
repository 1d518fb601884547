using System.Globalization;
using System.Text.Json;
using ModelCompiler.Serialization;

namespace ModelCompiler.Keras;

/// <summary>A layer of a file as it became one here.</summary>
/// <param name="Name">Its name in the architecture.</param>
/// <param name="KerasName">Its name in the file.</param>
/// <param name="Group">Its name in files of weights.</param>
/// <param name="Parts">Its weights in Keras's order: last parts of names.</param>
internal sealed record KerasImportedLayer(string Name, string KerasName, string Group, IReadOnlyList<string> Parts);

/// <summary>Layers of Keras's → lines of an architecture, with shapes.</summary>
internal sealed partial class KerasTranslation(string path, IReadOnlyList<int>? givenInput, JsonElement? buildShape)
{
    private readonly List<string> lines = [];
    private readonly List<KerasImportedLayer> layers = [];

    /// <summary>What gives each of Keras's layers' values here, and its shape; a dropped layer's is its input's.</summary>
    private readonly Dictionary<string, (string Name, int[] Shape)> values = new(StringComparer.Ordinal);
    private string last = "";

    public IReadOnlyList<KerasImportedLayer> Layers => layers;

    public void Input(string name, JsonElement config)
    {
        if (lines.Count > 0) throw Refused(name, "InputLayer", "the network has several inputs");
        SetInput(name, config.TryGetProperty("batch_shape", out JsonElement shape)
            || config.TryGetProperty("batch_input_shape", out shape) ? shape : null);
    }

    private void SetInput(string name, JsonElement? batchShape)
    {
        int?[] declared = batchShape is { ValueKind: JsonValueKind.Array } s
            ? [.. s.EnumerateArray().Skip(1).Select(e => e.ValueKind == JsonValueKind.Number ? e.GetInt32() : (int?)null)]
            : [];
        if (givenInput is not null && declared.Length > 0
            && (givenInput.Count != declared.Length || declared.Where((d, i) => d is { } e && e != givenInput[i]).Any()))
            throw Refused(name, "InputLayer",
                $"its shape is [{string.Join(", ", declared.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "any"))}], "
                    + $"which {Shown(givenInput)} is not");
        if (givenInput is null && (declared.Length == 0 || declared.Contains(null)))
            throw Refused(name, "InputLayer",
                "the file leaves sizes of the input open, and a class has one size; give it (modelc: --input 48x48x3)");
        int[] shape = givenInput is null ? [.. declared.Select(d => d!.Value)] : [.. givenInput];
        if (shape.Length is < 1 or > 3 || shape.Any(e => e < 1))
            throw Refused(name, "InputLayer", $"its shape is {Shown(shape)}, where one to three extents are known");
        lines.Add($"input {Text(shape)}");
        values[name] = ("input", shape);
        last = name;
    }

    public void Add(string kind, string name, string group, JsonElement config, string[]? inputs)
    {
        // A Sequential model without an input layer has its shape on the first layer, or on the model.
        if (lines.Count == 0) SetInput("input", config.TryGetProperty("batch_input_shape", out JsonElement shape) ? shape : buildShape);
        if (config.TryGetProperty("data_format", out JsonElement format) && format.ValueKind == JsonValueKind.String
            && format.GetString() == "channels_first")
            throw Refused(name, kind, "its maps are channels first; convert the model to channels_last");
        string[] reads = inputs ?? [last];
        if (reads.Length == 0) throw Refused(name, kind, "it reads nothing");
        foreach (string read in reads)
        {
            if (!values.ContainsKey(read)) throw Refused(name, kind, $"it reads '{read}', which does not come before it");
        }

        Operation? operation = Translate(kind, name, config, [.. reads.Select(r => values[r].Shape)]);
        if (operation is null)
        {
            // Does nothing in a network that predicts, and has no weights: whoever reads it reads what it read.
            values[name] = values[reads[0]];
        }
        else
        {
            string own = Unique(name);
            lines.Add($"{operation.Kind} {own}: {operation.Head}({string.Join(", ", reads.Select(r => values[r].Name))}){operation.Tail}");
            values[name] = (own, operation.Shape);
            if (operation.Parts.Count > 0) layers.Add(new KerasImportedLayer(own, name, group, operation.Parts));
        }

        last = name;
    }

    /// <summary>The text, whose last layer gives the output.</summary>
    public string Finish(string? output)
    {
        if (lines.Count < 2) throw new FormatException("there is no layer");
        if (output is not null && output != last && values[output].Name != values[last].Name)
            throw Refused(output, "output", $"the output is not the last layer, '{last}'");
        return string.Join('\n', lines);
    }

    public WeightFileException Refused(string name, string kind, string why) => new(
        path, $"layer '{TensorNames.Shown(name)}' ({TensorNames.Shown(kind)}) cannot be said in a declaration: {why}.",
            "Change the network, or write the declaration by hand.", name);

    /// <summary>A name without characters that the text of an architecture uses.</summary>
    private string Unique(string name)
    {
        string own = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        if (own.Length == 0 || own == "input" || char.IsDigit(own[0])) own = $"layer_{own}";
        int number = 1;
        string unique = own;
        while (values.Values.Any(v => v.Name == unique)) unique = $"{own}_{++number}";
        return unique;
    }

    private static string Text(IEnumerable<int> shape) => string.Join('×', shape);

    private static string Shown(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>A layer's operations: what stands before its inputs and behind them.</summary>
    private sealed record Operation(string Kind, string Head, string Tail, int[] Shape, IReadOnlyList<string> Parts);
}
