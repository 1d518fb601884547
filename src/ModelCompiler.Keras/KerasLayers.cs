using System.Text.RegularExpressions;

namespace ModelCompiler.Keras;

/// <summary>A layer of a model as Keras saves it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Path">Its name in files: the class in snake case, with a number from the second of its kind on.</param>
/// <param name="Tensors">Its weights, in Keras's order: those that training changes first.</param>
internal sealed record KerasLayer(ArchitectureLayer Layer, string Path, IReadOnlyList<ParameterTensor> Tensors);

/// <summary>Names of layers as Keras counts them.</summary>
internal static partial class KerasLayers
{
    public static IReadOnlyList<KerasLayer> Of(ModelArchitecture architecture, ParameterSet parameters)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. architecture.Layers.Select(
            l => new KerasLayer(l, Count(SnakeCase(l.Kind), used), [.. l.Nodes.SelectMany(n => n.Parameters).Select(p => parameters[p])]))];
    }

    /// <summary>A layer's name in Keras, which has no <c>/</c> in names: <c>block_1/conv2d_1</c> to <c>block_1_conv2d_1</c>.</summary>
    public static string Name(string layer) => layer.Replace('/', '_');

    /// <summary>The next name of a kind: <c>conv2d</c>, <c>conv2d_1</c>.</summary>
    public static string Count(string name, Dictionary<string, int> used)
    {
        used[name] = used.TryGetValue(name, out int last) ? last + 1 : 0;
        return used[name] == 0 ? name : $"{name}_{used[name]}";
    }

    /// <summary>
    /// As keras.src.utils.naming.to_snake_case: <c>MaxPooling2D</c> to <c>max_pooling2d</c>, <c>ReLU</c> to <c>re_lu</c>.
    /// </summary>
    public static string SnakeCase(string kind) =>
        LowerUpper().Replace(Word().Replace(NoWord().Replace(kind, ""), "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex(@"\W+")]
    private static partial Regex NoWord();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex Word();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerUpper();
}
