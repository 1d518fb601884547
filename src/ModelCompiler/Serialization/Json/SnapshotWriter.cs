using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelCompiler.Runtime;

namespace ModelCompiler.Serialization;

/// <summary>
/// Writes a network and its weights as JSON that a person can read: a layer after the other with what it computes, its output's shape and
/// its weights, numbers in rows along the last axis with as many digits as tell each float from its neighbours.
/// </summary>
internal static class SnapshotWriter
{
    public static void Save(string path, ProgramLayout program, ParameterSet parameters, IReadOnlyDictionary<string, string>? metadata) =>
        AtomicFile.Write(path, stream =>
        {
            using var text = new StreamWriter(
                stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true)
            {
                NewLine = "\n",
            };
            text.WriteLine("{");
            Property(text, 1, SnapshotFormat.Format, Quoted(SnapshotFormat.Version));
            Property(text, 1, SafeTensorsFormat.ModelKey, Quoted(program.ModelName));
            Property(text, 1, SafeTensorsFormat.ArchitectureKey, Quoted(program.ArchitectureHash));
            if (metadata is { Count: > 0 })
                Property(text, 1, SnapshotFormat.Metadata,
                    $"{{ {string.Join(", ", metadata.Select(m => $"{Quoted(m.Key)}: {Quoted(m.Value)}"))} }}");
            // Models that were written by hand have no graph: their weights stand by layer all the same.
            ModelArchitecture? architecture = program.Graph is null ? null : program.ReadArchitecture();
            if (architecture is not null) WriteNetwork(text, architecture);
            WriteLayers(text, parameters, architecture);
            text.WriteLine("}");
        });

    private static void WriteNetwork(StreamWriter text, ModelArchitecture architecture)
    {
        Property(text, 1, "input", List(architecture.InputShape));
        Property(text, 1, "output", List(architecture.OutputShape));
        if (architecture.Outputs.Count > 0)
            Property(text, 1, "named_outputs", $"[{string.Join(", ", architecture.Outputs.Select(Quoted))}]");
        IEnumerable<string> losses = architecture.Losses.Select(
            l => $"{{ \"loss\": {Quoted(l.Loss.ToString())}, \"of\": {Quoted(l.Of)}, \"weight\": {Number(l.Weight)} }}");
        if (architecture.Losses.Count > 0) Property(text, 1, "losses", $"[{string.Join(", ", losses)}]");
    }

    private static void WriteLayers(StreamWriter text, ParameterSet parameters, ModelArchitecture? architecture)
    {
        ILookup<string, ParameterTensor> tensors = parameters.ToLookup(
            t => t.Name[..Math.Max(0, t.Name.LastIndexOf('.'))], StringComparer.Ordinal);
        string[] names = architecture is null ? [.. tensors.Select(g => g.Key)] : [.. architecture.Layers.Select(l => l.Name)];
        // A model with shared weights has tensors of layers that are the other model's.
        names = [.. names, .. tensors.Select(g => g.Key).Except(names)];
        Dictionary<string, ArchitectureLayer> layers = architecture?.Layers.ToDictionary(l => l.Name, StringComparer.Ordinal) ?? [];
        text.WriteLine($"  \"{SnapshotFormat.Layers}\": [");
        for (int i = 0; i < names.Length; i++)
        {
            text.WriteLine("    {");
            WriteLayer(text, names[i], layers.GetValueOrDefault(names[i]), [.. tensors[names[i]]]);
            text.WriteLine(i == names.Length - 1 ? "    }" : "    },");
        }

        text.WriteLine("  ]");
    }

    private static void WriteLayer(StreamWriter text, string name, ArchitectureLayer? layer, ParameterTensor[] tensors)
    {
        if (layer is not null) Property(text, 3, "kind", Quoted(layer.Kind));
        Property(text, 3, SnapshotFormat.Name, Quoted(name), last: layer is null && tensors.Length == 0);
        if (layer is not null)
        {
            Property(text, 3, "reads", $"[{string.Join(", ", layer.Inputs.Select(n => Quoted(n.Name)))}]");
            Property(text, 3, "computes", $"[{string.Join(", ", layer.Nodes.Select(n => Quoted(Operation(n))))}]");
            Property(text, 3, "output", List(layer.OutputShape), last: tensors.Length == 0);
        }

        if (tensors.Length == 0) return;
        text.WriteLine($"      \"{SnapshotFormat.Weights}\": {{");
        for (int i = 0; i < tensors.Length; i++) WriteTensor(text, tensors[i], i == tensors.Length - 1);
        text.WriteLine("      }");
    }

    private static string Operation(ArchitectureNode node) =>
        string.Concat(node.Settings.Select(s => $" {s}={node.Word(s, "")}").Prepend(node.Operation));

    private static void WriteTensor(StreamWriter text, ParameterTensor tensor, bool last)
    {
        text.Write(
            $"        {Quoted(tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..])}: {{ \"shape\": {List(tensor.Shape)}, \"values\": [");
        int row = tensor.Shape.Count == 0 ? 1 : tensor.Shape[^1];
        ReadOnlySpan<float> values = tensor.Values;
        Span<char> number = stackalloc char[32];
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Write(',');
            if (i % row == 0 && values.Length > row) text.Write("\n          ");
            else if (i > 0) text.Write(' ');
            if (float.IsFinite(values[i]) && values[i].TryFormat(number, out int length, "R", CultureInfo.InvariantCulture))
                text.Write(number[..length]);
            else text.Write(Number(values[i]));
        }

        text.WriteLine(last ? "] }" : "] },");
    }

    private static void Property(StreamWriter text, int depth, string name, string value, bool last = false) =>
        text.WriteLine($"{new string(' ', 2 * depth)}\"{name}\": {value}{(last ? "" : ",")}");

    private static string List(IEnumerable<int> numbers) => $"[{string.Join(", ", numbers)}]";

    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>JSON has no word for what is no number; the usual ones stand in quotes.</summary>
    private static string Number(float value) => float.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : float.IsNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
}

/// <summary>What writer and reader of snapshots agree on.</summary>
internal static class SnapshotFormat
{
    public const string Format = "format", Version = "modelcompiler-snapshot-1", Metadata = "metadata", Layers = "layers", Name = "name",
        Weights = "weights";

    /// <summary>The largest file of text that is read; larger networks are better kept as <c>.safetensors</c>.</summary>
    public const long MostBytes = 1L << 30;
}
