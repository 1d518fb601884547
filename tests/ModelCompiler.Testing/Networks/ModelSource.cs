using System.Text;
using ModelCompiler.Reference;

namespace ModelCompiler.Testing.Networks;

/// <summary>A test network: it prints itself as a declaration and builds its own reference.</summary>
public sealed record ModelSource(string Name, int[] Input, IReadOnlyList<LayerSource> Layers, LossSource? Loss)
{
    /// <summary>Layers that are read besides the last, each with its loss if it is an auxiliary head.</summary>
    public IReadOnlyList<(string Layer, LossSource? Loss)> Outputs { get; init; } = [];

    /// <summary>Whether its convolutions are computed as they are written.</summary>
    public bool Direct { get; init; }

    /// <summary>How predictions keep the weights that they stream.</summary>
    public ReferencePrecision Precision { get; init; }

    /// <summary>How training on devices keeps activations and their gradients.</summary>
    public ReferencePrecision TrainingPrecision { get; init; }

    /// <summary>What a file needs once before any number of declarations.</summary>
    public const string Header = "using ModelCompiler;\n\nnamespace TestModels;\n\n";

    /// <summary>Full name of the compiled type.</summary>
    public string FullName => $"TestModels.{Name}";

    /// <summary>The attributes and the class, without <see cref="Header"/>.</summary>
    public string Declaration
    {
        get
        {
            var settings = new List<string>();
            if (Direct) settings.Add("Algorithm = Convolution.Direct");
            if (Precision != ReferencePrecision.Single) settings.Add($"Precision = Precision.{Precision}");
            if (TrainingPrecision != ReferencePrecision.Single) settings.Add($"TrainingPrecision = Precision.{TrainingPrecision}");
            var text = new StringBuilder(settings.Count > 0 ? $"[Model({string.Join(", ", settings)})]\n" : "[Model]\n");
            text.Append($"[Input({string.Join(", ", Input)})]\n");
            foreach (var layer in Layers) text.Append($"[{layer.Attribute}]\n");
            foreach (var (layer, _) in Outputs) text.Append($"[Output(\"{layer}\")]\n");
            if (Loss is not null) text.Append($"[{Loss.Attribute}]\n");
            foreach (var (layer, loss) in Outputs.Where(o => o.Loss is not null)) text.Append($"[{loss!.AttributeOf(layer)}]\n");
            return text.Append($"public partial class {Name};\n").ToString();
        }
    }

    /// <summary>A file that declares this model alone.</summary>
    public string File => Header + Declaration;

    /// <summary>A new reference network, its weights zero.</summary>
    public ReferenceNetwork Reference()
    {
        var layers = new List<ReferenceLayer>();
        var reads = new List<int[]>();
        var values = new Dictionary<string, int> { ["input"] = 0 };
        foreach (var (layer, name) in Names())
        {
            int[] next = [layer.From is null ? layers.Count : values[layer.From], .. layer.Joined.Select(joined => values[joined])];
            foreach (var part in layer.Build(name))
            {
                reads.Add(next);
                layers.Add(part);
                next = [layers.Count];
            }

            values[name] = layers.Count;
        }

        return new(Input, layers, reads, Loss?.Build())
        {
            Precision = Precision,
            LossWeight = Loss is null ? 1 : (float)Loss.Weight,
            Outputs = Outputs.ToDictionary(o => o.Layer, o => values[o.Layer]),
            Heads = [.. Outputs.Where(o => o.Loss is not null).Select(o => new ReferenceHead(values[o.Layer], o.Loss!.Build(), (float)o.Loss.Weight))],
        };
    }

    /// <summary>Every layer with the name that it has in the compiled model.</summary>
    public IEnumerable<(LayerSource Layer, string Name)> Names()
    {
        var counts = new Dictionary<string, int>();
        foreach (var layer in Layers)
        {
            counts[layer.Kind] = counts.GetValueOrDefault(layer.Kind) + 1;
            yield return (layer, layer.Name ?? $"{layer.Kind}_{counts[layer.Kind]}");
        }
    }

    /// <summary>The declaration, so that a failed assertion shows it.</summary>
    public override string ToString() => Declaration;
}
