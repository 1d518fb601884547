extern alias generators;

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using generators::ModelCompiler.Generators;

namespace ModelCompiler.Benchmarks.Generator;

/// <summary>A project that holds every example's declarations and one file that has nothing to do with them.</summary>
internal sealed class GeneratorWorkload
{
    private const string Prefix = "declarations/";
    private const string Architectures = "architectures/";
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);
    private readonly SyntaxTree elsewhere = Parse("Elsewhere.cs", "internal static class Elsewhere { public const int Value = 1; }");

    /// <param name="from">Whose declarations: those of <c>examples</c>, of <c>benchmarks</c>, or (empty) both; or a network of the courses,
    /// as <c>architectures/ResNet152</c>; or a file.</param>
    public GeneratorWorkload(string from = "")
    {
        var deep = from.StartsWith(Architectures, StringComparison.Ordinal);
        var declarations = File.Exists(from) ? [Parse(from, File.ReadAllText(from))] : deep ? Texts($"{from}.cs")
            : [.. Texts(Prefix + from).Where(tree => tree.ToString().Contains("[Model]", StringComparison.Ordinal))];
        if (declarations.Count == 0)
            throw new ArgumentException($"There is no '{from}': examples, benchmarks, a network of examples/Architectures/Networks as "
                + $"{Architectures}ResNet152, or a file.");
        Models = declarations.Count;
        Original = CSharpCompilation.Create(
            "Examples",
            [.. declarations, .. deep ? Texts("blocks/") : [], Usings(), elsewhere],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        AttributeEdited = declarations.Aggregate(
            Original, (compilation, tree) => compilation.ReplaceSyntaxTree(tree, Parse(tree.FilePath, EditAttribute(tree.ToString()))));
        Edited = Original.ReplaceSyntaxTree(
            elsewhere, Parse("Elsewhere.cs", "internal static class Elsewhere { public const int Value = 2; }"));
        // Otherwise the first run would pay for reading the references, which a build has done by then.
        _ = Original.GetSpecialType(SpecialType.System_Object);
        _ = Edited.GetSpecialType(SpecialType.System_Object);
        _ = AttributeEdited.GetSpecialType(SpecialType.System_Object);
    }

    /// <summary>Files that declare models.</summary>
    public int Models { get; }

    public CSharpCompilation Original { get; }

    /// <summary><see cref="Original"/> after an edit of the file that declares no model.</summary>
    public CSharpCompilation Edited { get; }

    /// <summary><see cref="Original"/> with another number of units in each model's last dense layer.</summary>
    public CSharpCompilation AttributeEdited { get; }

    public static GeneratorDriver CreateDriver(bool track = false) => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        parseOptions: Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    private static List<SyntaxTree> Texts(string prefix)
    {
        var assembly = typeof(GeneratorWorkload).Assembly;
        var trees = new List<SyntaxTree>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            trees.Add(Parse(name, reader.ReadToEnd()));
        }

        return trees;
    }

    private static string EditAttribute(string text)
    {
        var units = Regex.Matches(text, @"(?<=\[Dense\()\d+").LastOrDefault();
        return units is null ? text
            : text[..units.Index] + (int.Parse(units.Value, CultureInfo.InvariantCulture) + 1) + text[(units.Index + units.Length)..];
    }

    // What <ImplicitUsings> gives the projects that the declarations come from, and the namespace that they import.
    private static SyntaxTree Usings() => Parse("Usings.cs", "global using System; global using ModelCompiler;");

    private static SyntaxTree Parse(string path, string text)
        => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), Options, path);

    private static IEnumerable<MetadataReference> References()
    {
        var framework = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return framework.Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file == "ModelCompiler.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
