using System.Text;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Graph;

/// <summary>Names given by the user, or made as Keras makes them: the kind in snake case and its number among layers of that kind.</summary>
internal sealed class LayerNames
{
    public const string InputName = "input";

    private readonly Dictionary<string, int> ofKind = [];

    // The input's value has a name, too, which no layer can take.
    private readonly Dictionary<string, (int Number, LayerSpec Spec)> taken = new() { [InputName] = (0, new LayerSpec("Input", -1, [])) };
    private int layers;

    /// <summary>The layer's name. A wrong one is reported and replaced by a made one.</summary>
    public string Next(LayerSpec spec, ICollection<Fault> faults)
    {
        layers++;
        int number = ofKind[spec.Kind] = (ofKind.TryGetValue(spec.Kind, out int count) ? count : 0) + 1;
        string made = $"{Snake(spec.Kind)}_{number}";
        string name = Given(spec) is { } given ? Checked(given, made, spec, faults) : made;
        if (!taken.TryGetValue(name, out var first))
        {
            taken.Add(name, (layers, spec));
            return name;
        }

        // At least one of the two was given; the user can change that one.
        var site = new Site(Given(spec) is null ? first.Spec.Attribute : spec.Attribute, "Name");
        faults.Add(DeclarationFaults.DuplicateName(name, (first.Number, first.Spec.Kind), (layers, spec.Kind), site));
        return Unused(made);
    }

    private string Unused(string made)
    {
        string name = made;
        for (int i = 1; taken.ContainsKey(name); i++) name = $"{made}_{i}";
        taken.Add(name, (layers, new LayerSpec("", -1, [])));
        return name;
    }

    private static string Checked(string given, string made, LayerSpec spec, ICollection<Fault> faults)
    {
        if (given.Length > 0 && given.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '/')) return given;
        faults.Add(DeclarationFaults.InvalidName(given, new Site(spec.Attribute, "Name")));
        return made;
    }

    private static string? Given(LayerSpec spec) => spec.Arguments.FirstOrDefault(a => a.Name == "Name")?.Value as string;

    /// <summary>MaxPooling2D → max_pooling2d, LeakyReLU → leaky_relu: a word starts after a lower-case letter, or at the last capital of several.</summary>
    internal static string Snake(string kind)
    {
        var snake = new StringBuilder();
        string text = kind.Replace("ReLU", "Relu");
        for (int i = 0; i < text.Length; i++)
        {
            bool starts = i > 0 && char.IsUpper(text[i])
                && (char.IsLower(text[i - 1]) || (char.IsUpper(text[i - 1]) && i + 1 < text.Length && char.IsLower(text[i + 1])));
            if (starts) snake.Append('_');
            snake.Append(char.ToLowerInvariant(text[i]));
        }

        return snake.ToString();
    }
}
