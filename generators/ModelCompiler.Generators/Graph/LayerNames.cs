using System.Text;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>
/// Names given by the user, or made as Keras makes them: the kind in snake case and its number among layers of that kind.
/// </summary>
internal sealed class LayerNames(Enclosing around)
{
    public const string InputName = "input";

    private readonly Dictionary<string, int> ofKind = [];

    // The input's value has a name, too, which no layer can take.
    private readonly Dictionary<string, (int Number, LayerSpec Spec)> taken = new() { [InputName] = (0, new LayerSpec("Input", -1, [])) };
    private int layers;

    /// <summary>
    /// The layer's name; as many as there are repetitions for a use of a block. A wrong one is reported and replaced by a made one.
    /// </summary>
    /// <param name="block">By which a use is called: its block; null is its kind.</param>
    public IReadOnlyList<string> Next(LayerSpec spec, string? block, ICollection<Fault> faults)
    {
        int repeat = spec.Arguments.FirstOrDefault(a => a.Name == "Repeat")?.Value is long times && spec.Blocks.Count > 0
            ? Repetitions(times, spec, faults)
            : 1;
        var names = new List<string>();
        for (int i = 1; i <= repeat; i++) names.Add(One(spec, block ?? spec.Kind, repeat == 1 ? "" : $"_{i}", faults));
        return names;
    }

    /// <summary>The name of a branch: its block's and a number.</summary>
    public string Branch(string block) => $"{Snake(block)}_{Count(block)}";

    private int Repetitions(long times, LayerSpec spec, ICollection<Fault> faults)
    {
        if (times is >= 1 and <= 1000) return (int)times;
        // A block's parameter, which is reported as one.
        if (BlockExpression.Read(times) is not null && around.Parameters is null) return 1;
        faults.Add(DeclarationFaults.SettingOutOfRange(around.Prefix + (Given(spec) ?? spec.Kind), "Repeat", Text.Number(times),
            "at least 1 and at most 1,000", around.At(spec.Attribute, "Repeat")));
        return 1;
    }

    private int Count(string kind) => ofKind[kind] = (ofKind.TryGetValue(kind, out int count) ? count : 0) + 1;

    private string One(LayerSpec spec, string kind, string repetition, ICollection<Fault> faults)
    {
        layers++;
        string made = $"{Snake(kind)}_{Count(kind)}";
        string name = Given(spec) is { } given ? Checked(given, made, spec, faults) : made;
        if (name != made) name += repetition;
        if (!taken.TryGetValue(name, out var first))
        {
            taken.Add(name, (layers, spec));
            return name;
        }

        // At least one of the two was given; the user can change that one.
        var site = around.At(Given(spec) is null ? first.Spec.Attribute : spec.Attribute, "Name");
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

    private string Checked(string given, string made, LayerSpec spec, ICollection<Fault> faults)
    {
        if (given.Length > 0 && given.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '/')) return given;
        faults.Add(DeclarationFaults.InvalidName(given, Valid(given), around.At(spec.Attribute, "Name")));
        return made;
    }

    /// <summary>The name with what it may not have replaced; null if nothing of it would be left.</summary>
    private static string? Valid(string given) =>
        given.Any(char.IsLetterOrDigit)
            ? string.Concat(given.Trim().Select(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '/' ? c : '_'))
            : null;

    private static string? Given(LayerSpec spec) => spec.Arguments.FirstOrDefault(a => a.Name == "Name")?.Value as string;

    /// <summary>
    /// MaxPooling2D → max_pooling2d, LeakyReLU → leaky_relu: a word starts after a lower-case letter, or at the last capital of several.
    /// </summary>
    internal static string Snake(string kind)
    {
        var snake = new StringBuilder();
        string text = kind.Replace("PReLU", "Prelu").Replace("ReLU", "Relu").Replace("SiLU", "Silu");
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
