using System.Globalization;

namespace ModelCompiler;

/// <summary>One operation of a <see cref="ModelArchitecture"/>.</summary>
public sealed class ArchitectureNode
{
    private readonly IReadOnlyDictionary<string, string> settings;

    internal ArchitectureNode(
        int index, string name, string operation, IReadOnlyList<ArchitectureNode> inputs, IReadOnlyList<string> parameters,
        IReadOnlyDictionary<string, string> settings, IReadOnlyList<int> shape)
    {
        (Index, Name, Operation, Inputs, Parameters, Shape) = (index, name, operation, inputs, parameters, shape);
        this.settings = settings;
    }

    /// <summary>Its place in <see cref="ModelArchitecture.Nodes"/>.</summary>
    public int Index { get; }

    /// <summary>The name of its value: the layer's for a layer's last operation, <c>conv2d_1.1</c> for the first one inside.</summary>
    public string Name { get; }

    /// <summary>What it does, one of <see cref="Operations"/>.</summary>
    public string Operation { get; }

    /// <summary>The operations whose values it reads, in order.</summary>
    public IReadOnlyList<ArchitectureNode> Inputs { get; }

    /// <summary>Full names of its weights, <c>conv2d_1.kernel</c>; for what they are see <see cref="Operations"/>.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Extents of its value for one sample, channels last.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Names of the settings that differ from what <see cref="Operations"/> says they are otherwise.</summary>
    public IEnumerable<string> Settings => settings.Keys;

    /// <summary>The full name of the weights with this last part, <c>kernel</c>, or null if it has none of that name.</summary>
    public string? Parameter(string part) =>
        Parameters.FirstOrDefault(p => p.Length > part.Length && p.EndsWith(part, StringComparison.Ordinal)
            && p[^(part.Length + 1)] == '.');

    /// <summary>A setting that is one whole number.</summary>
    public int Integer(string setting, int otherwise) =>
        settings.TryGetValue(setting, out string? value) ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A setting that is one number.</summary>
    public float Real(string setting, float otherwise) =>
        settings.TryGetValue(setting, out string? value) ? float.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A setting that is a word.</summary>
    public string Word(string setting, string otherwise) => settings.GetValueOrDefault(setting, otherwise);

    /// <summary>A setting that is a list of whole numbers, or <paramref name="otherwise"/>.</summary>
    public int[] Integers(string setting, params int[] otherwise) =>
        settings.TryGetValue(setting, out string? value) ? [.. value.Split(',')
            .Select(v => int.Parse(v, CultureInfo.InvariantCulture))] : otherwise;

    /// <summary>A setting that is a list of numbers, or none.</summary>
    public float[] Reals(string setting) =>
        settings.TryGetValue(setting, out string? value) ? [.. value.Split(',')
            .Select(v => float.Parse(v, CultureInfo.InvariantCulture))] : [];

    /// <summary>The window that it slides, axis by axis (one for sequences, two for maps); none where it slides none.</summary>
    public IReadOnlyList<ArchitectureWindow> Windows
    {
        get
        {
            int[] sizes = Integers("window");
            int[] ones = [.. sizes.Select(_ => 1)], strides = Integers("strides", ones), dilation = Integers("dilation", ones),
                pads = Integers("pads", new int[2 * sizes.Length]);
            return [.. sizes.Select(
                (size, axis) => new ArchitectureWindow(size, strides[axis], dilation[axis], pads[axis], pads[sizes.Length + axis]))];
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: {Operation}({string.Join(", ", Inputs.Select(i => i.Name))}){string.Concat(settings.Select(s => $" {s.Key}={s.Value}"))} "
            + $"-> {string.Join("×", Shape)}";
}

/// <summary>
/// How a window slides along one axis, with numbers for everything: output cell y reads input cells
/// <c>y·Stride + k·Dilation - PadBefore</c>.
/// </summary>
/// <param name="Size">Cells of the window.</param>
/// <param name="Stride">Input cells from one output cell to the next.</param>
/// <param name="Dilation">Input cells from one cell of the window to the next.</param>
/// <param name="PadBefore">Cells of padding before the first.</param>
/// <param name="PadAfter">Cells of padding after the last.</param>
public readonly record struct ArchitectureWindow(int Size, int Stride, int Dilation, int PadBefore, int PadAfter);
