using System.Globalization;
using ModelCompiler;

namespace ModelCompiler.Tool.Declarations;

/// <summary>
/// A layer's attribute as a person writes it, without what is the default anyway. What differs from one use of a block to the next stands
/// apart.
/// </summary>
/// <param name="Kind">The attribute.</param>
/// <param name="Filters">Its first argument, if that is a number of filters or units.</param>
/// <param name="Sizes">The arguments behind it.</param>
/// <param name="Stride">One stride for all axes, if that is how it is said; 0 for none.</param>
/// <param name="Rest">Named settings.</param>
internal sealed record LayerText(string Kind, int? Filters, IReadOnlyList<string> Sizes, int Stride, IReadOnlyList<string> Rest)
{
    /// <summary>Everything that must be equal for two layers to be one layer of a block.</summary>
    public string Shape => $"{Kind}({string.Join(", ", Sizes)}|{string.Join(", ", Rest)}|{(Stride == 0 ? "" : "strides")})";

    /// <param name="filters">In place of the number.</param>
    /// <param name="stride">In place of the stride; null for none.</param>
    /// <param name="more">Arguments in front and settings at the end.</param>
    public string Write(string? filters = null, string? stride = null, IEnumerable<string>? front = null, IEnumerable<string>? end = null)
    {
        string said = stride ?? (Stride is 0 or 1 ? "" : Number(Stride));
        string[] arguments =
        [
            .. front ?? [], .. Filters is { } count ? [filters ?? Number(count)] : Array.Empty<string>(), .. Sizes,
            .. said.Length == 0 ? [] : new[] { $"Strides = {said}" }, .. Rest, .. end ?? [],
        ];
        return arguments.Length == 0 ? $"[{Kind}]" : $"[{Kind}({string.Join(", ", arguments)})]";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static LayerText Of(ArchitectureLayer layer)
    {
        ArchitectureNode node = layer.Nodes[0];
        var rest = new List<string>();
        var sizes = new List<string>();
        int? filters = null;
        int stride = 0;
        switch (node.Operation)
        {
            case Operations.Convolution or Operations.TransposedConvolution or Operations.DepthwiseConvolution:
                filters = layer.Kind == "SeparableConv2D" ? layer.Nodes[1].Shape[^1]
                    : node.Operation == Operations.DepthwiseConvolution ? null
                    : node.Shape[^1];
                sizes.AddRange(Window(node));
                stride = Strides(node, rest, [.. node.Windows.Select(_ => 1)]);
                if (stride == 0 && rest.Count == 0) stride = 1;
                Settings(node, rest);
                if (node.Operation == Operations.TransposedConvolution && PaddingText.OutputPadding(node) is { } more)
                    rest.Add($"OutputPadding = {Number(more)}");
                if (layer.Nodes.All(n => n.Operation != Operations.Bias)) rest.Add("UseBias = false");
                break;
            case Operations.Dense:
                filters = node.Shape[0];
                Penalties(node, rest);
                if (layer.Nodes.All(n => n.Operation != Operations.Bias)) rest.Add("UseBias = false");
                break;
            case Operations.MaxPooling or Operations.AveragePooling:
                sizes.AddRange(Window(node));
                stride = Strides(node, rest, [.. node.Windows.Select(w => w.Size)]);
                Settings(node, rest);
                if (node.Word("ceil", "false") == "true") rest.Add("CeilMode = true");
                if (node.Word("count_include_pad", "false") == "true") rest.Add("CountIncludePad = true");
                break;
            default: LayerArguments.Add(layer, sizes, rest); break;
        }

        if (Activation(layer) is { } activation)
            rest.Insert(Math.Min(rest.Count, rest.Count(r => !r.StartsWith("UseBias", StringComparison.Ordinal))),
                $"Activation = Activation.{activation}");
        if (!layer.Trainable && layer.Nodes.Any(n => n.Parameters.Count > 0)) rest.Add("Trainable = false");
        return new LayerText(layer.Kind, filters, sizes, stride, rest);
    }

    /// <summary>The activation behind a kernel or a join.</summary>
    private static string? Activation(ArchitectureLayer layer)
    {
        ArchitectureNode last = layer.Nodes[^1];
        if (layer.Nodes.Count == 1 || last.Operation is Operations.Bias or Operations.Convolution || layer.Kind is "ReLU"
            || layer.Nodes[0].Operation is Operations.ThresholdedReLU) return null;
        return last.Operation == Operations.Clip ? "ReLU6" : last.Operation;
    }

    private static IEnumerable<string> Window(ArchitectureNode node)
    {
        int[] window = node.Integers("window");
        return window.Distinct().Count() == 1 ? [Number(window[0])] : window.Select(Number);
    }

    /// <summary>The stride if it is one for all axes and not the default; 0, and settings, otherwise.</summary>
    private static int Strides(ArchitectureNode node, List<string> rest, int[] defaults)
    {
        int[] strides = node.Integers("strides", [.. defaults.Select(_ => 1)]);
        if (strides.SequenceEqual(defaults)) return 0;
        if (strides.Distinct().Count() == 1)
        {
            if (defaults[0] == 1 && defaults.Distinct().Count() == 1) return strides[0];
            rest.Add($"Strides = {Number(strides[0])}");
            return 0;
        }

        if (strides[0] != defaults[0]) rest.Add($"StrideHeight = {Number(strides[0])}");
        if (strides[1] != defaults[1]) rest.Add($"StrideWidth = {Number(strides[1])}");
        return 0;
    }

    internal static void Settings(ArchitectureNode node, List<string> rest)
    {
        int[] dilation = node.Integers("dilation");
        if (dilation.Length > 0 && dilation.Distinct().Count() == 1) rest.Add($"Dilation = {Number(dilation[0])}");
        else if (dilation.Length > 0) rest.AddRange([$"DilationHeight = {Number(dilation[0])}", $"DilationWidth = {Number(dilation[1])}"]);
        if (node.Integer("groups", 1) is > 1 and var groups) rest.Add($"Groups = {Number(groups)}");
        if (node.Integer("multiplier", 1) is > 1 and var multiplier) rest.Add($"DepthMultiplier = {Number(multiplier)}");
        PaddingText.Add(node, rest);
        Penalties(node, rest);
    }

    private static void Penalties(ArchitectureNode node, List<string> rest)
    {
        if (node.Real("l1", 0) is > 0 and var l1) rest.Add($"L1 = {LayerArguments.Number(l1)}");
        if (node.Real("l2", 0) is > 0 and var l2) rest.Add($"L2 = {LayerArguments.Number(l2)}");
    }
}
