using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Binding;

/// <summary>A model's file of weights.</summary>
/// <param name="Attribute">The attribute's number.</param>
/// <param name="FileName">The file's name, without its folder.</param>
/// <param name="Layout">A member's name of <c>ModelCompiler.WeightLayout</c>.</param>
internal sealed record WeightsSpec(int Attribute, string FileName, string Layout);

/// <summary><c>[Weights("lenet.safetensors")]</c> → <see cref="WeightsSpec"/>.</summary>
internal static class WeightsBinder
{
    private const string Path = "path";

    /// <summary>Null without the attribute, or where it names no file yet.</summary>
    public static WeightsSpec? Bind(ImmutableArray<AttributeData> attributes)
    {
        int index = ModelBinder.IndexOf(attributes, KnownNames.Weights);
        if (index < 0) return null;
        var arguments = AttributeReader.Read(attributes[index]);
        string name = FileName(arguments.FirstOrDefault(a => a.Name == Path)?.Value as string);
        return name.Length == 0 ? null : new WeightsSpec(index, name,
            arguments.FirstOrDefault(a => a.Name == "Layout")?.Value as string ?? "Keras");
    }

    /// <summary>A path that is written and names no file: empty, null, or a folder.</summary>
    public static IEnumerable<Fault> Check(ImmutableArray<AttributeData> attributes)
    {
        int index = ModelBinder.IndexOf(attributes, KnownNames.Weights);
        if (index < 0 || AttributeReader.Read(attributes[index]).FirstOrDefault(a => a.Name == Path) is not { } path
            || FileName(path.Value as string).Length > 0) yield break;
        string written = path.Value is string { Length: > 0 } folder ? $"'{folder}'" : "empty";
        yield return DeclarationFaults.SettingOutOfRange(KnownNames.Weights.Replace("Attribute", ""), Path, written,
            "the path of a file", new Site(index, Path));
    }

    private static string FileName(string? path) => path is null ? "" : path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
