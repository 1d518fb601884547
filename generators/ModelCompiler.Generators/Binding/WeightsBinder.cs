using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Binding;

/// <summary>A model's file of weights.</summary>
/// <param name="Attribute">The attribute's number.</param>
/// <param name="FileName">The file's name, without its folder.</param>
/// <param name="Layout">A member's name of <c>ModelCompiler.WeightLayout</c>.</param>
internal sealed record WeightsSpec(int Attribute, string FileName, string Layout);

/// <summary><c>[Weights("lenet.safetensors")]</c> → <see cref="WeightsSpec"/>.</summary>
internal static class WeightsBinder
{
    /// <summary>Null without the attribute, or where it names no file yet.</summary>
    public static WeightsSpec? Bind(ImmutableArray<AttributeData> attributes)
    {
        int index = ModelBinder.IndexOf(attributes, KnownNames.Weights);
        if (index < 0) return null;
        var arguments = AttributeReader.Read(attributes[index]);
        if (arguments.FirstOrDefault(a => a.Name == "path")?.Value is not string path) return null;
        string name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return name.Length == 0 ? null : new WeightsSpec(index, name, arguments.FirstOrDefault(a => a.Name == "Layout")?.Value as string ?? "Keras");
    }
}
