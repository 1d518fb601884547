extern alias generators;

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using generators::ModelCompiler.Generators;

namespace Architectures.Code;

/// <summary>What the generator made of one class.</summary>
/// <param name="Bytes">Size of the text, for all instruction sets together.</param>
/// <param name="Time">What making it took.</param>
internal sealed record GeneratedCode(long Bytes, TimeSpan Time)
{
    private const string Namespace = "Architectures.Networks.";
    private const string CompileStep = "Compile";
    private const string WarmUp = "LeNet5";

    /// <summary>
    /// Runs the generator on the declarations that this program was built from. It has written one network before, as in a compiler that
    /// runs already. The results go by the names of the classes.
    /// </summary>
    public static IReadOnlyDictionary<string, GeneratedCode> OfAllNetworks()
    {
        _ = Run(Declarations(WarmUp));
        var result = Run(Declarations(""));

        // A step for each class, in the order in which their files come.
        var sizes = result.GeneratedSources
            .GroupBy(file => file.HintName[Namespace.Length..].Split('.')[0])
            .Select(files => (Class: files.Key, Bytes: files.Sum(file => (long)Encoding.UTF8.GetByteCount(file.SourceText.ToString()))));
        return result.TrackedSteps[CompileStep]
            .Zip(sizes)
            .ToDictionary(pair => pair.Second.Class, pair => new GeneratedCode(pair.Second.Bytes, pair.First.ElapsedTime));
    }

    private static GeneratorRunResult Run(IEnumerable<SyntaxTree> declarations)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new ModelGenerator().AsSourceGenerator()],
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var compilation = CSharpCompilation.Create(
            "Networks", [Parse("global using System; global using ModelCompiler;"), .. declarations], References());
        return driver.RunGenerators(compilation).GetRunResult().Results.Single();
    }

    /// <summary>The files under Networks, which the project embeds, whose names begin so.</summary>
    private static IEnumerable<SyntaxTree> Declarations(string beginning)
    {
        var assembly = typeof(GeneratedCode).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(IsDeclaration).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Parse(reader.ReadToEnd());
        }

        bool IsDeclaration(string name) =>
            name.StartsWith(beginning, StringComparison.Ordinal) && name.EndsWith(".cs", StringComparison.Ordinal);
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8));

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path =>
            Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file == "ModelCompiler.dll"))
        .Select(path => MetadataReference.CreateFromFile(path));
}
