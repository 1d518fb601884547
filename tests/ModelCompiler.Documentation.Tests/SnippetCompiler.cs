using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators;

namespace ModelCompiler.Documentation.Tests;

/// <summary>
/// Compiles snippets with the generator. A snippet has declarations, statements or an expression; what it does not declare itself is taken
/// from the blocks before it and from <see cref="Context"/>.
/// </summary>
internal static class SnippetCompiler
{
    /// <summary>What documentation takes for granted.</summary>
    private const string Context = """
        [Model]
        [Input(28, 28, 1)]
        [Flatten]
        [Dense(10, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossEntropy)]
        public partial class Net;

        internal static class Context
        {
            public static Net model = null!;
            public static Trainer<Net> trainer = null!;
            public static Dataset train = null!, test = null!, data = null!, validation = null!;
            public static float[] inputs = null!, targets = null!, outputs = null!, pixels = null!;
            public static int[] labels = null!;
            public static History history = null!;
            public static Metrics metrics = null!;
            public static string path = null!;
            public static CancellationToken cancellation;
        }
        """;

    private const string Usings = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks;
        using ModelCompiler; using ModelCompiler.Data; using ModelCompiler.Keras; using ModelCompiler.Onnx; using ModelCompiler.Serialization; using ModelCompiler.Training;
        using static Documented.Context; using MnistNet = Documented.Net;
        """;

    private static readonly CSharpParseOptions options = new(LanguageVersion.Preview);

    /// <summary>Errors of snippets that are compiled one after the other, each by its place in the document.</summary>
    /// <param name="snippets">Code.</param>
    /// <param name="shared">Whether later snippets see what earlier ones declare.</param>
    public static IReadOnlyList<string> Errors(IReadOnlyList<Snippet> snippets, bool shared)
    {
        var trees = new List<SyntaxTree> { Tree("context", $"{Usings}\nnamespace Documented;\n{Context}") };
        for (int i = 0; i < snippets.Count; i++)
            trees.Add(Tree(snippets[i].ToString(), Wrapped(snippets[i], i, shared)));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Documented", trees, References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return [.. generated.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic.Location.SourceTree?.FilePath}: {diagnostic.Id}: {diagnostic.GetMessage(null)}")];
    }

    /// <summary>What the model analyzer and the compiler say about declarations alone.</summary>
    public static IReadOnlyList<string> DeclarationErrors(string declarations)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Declared", [Tree("row", $"using ModelCompiler;\n{declarations}")], References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var analyzed = Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions
            .WithAnalyzers(compilation, [new ModelAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return [.. compilation.GetDiagnostics().Concat(analyzed).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Id}: {d.GetMessage(null)}")];
    }

    private static string Wrapped(Snippet snippet, int index, bool shared)
    {
        string code = AsStatement(snippet.Code);
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, options).GetRoot();
        var text = new StringBuilder($"{Usings}\n");
        foreach (UsingDirectiveSyntax directive in root.Usings.Where(directive => !Usings.Contains(directive.ToString(), StringComparison.Ordinal)))
            text.AppendLine(directive.ToString());
        text.AppendLine(shared ? "namespace Documented.Document\n{" : $"namespace Documented.Part{index}\n{{");
        foreach (MemberDeclarationSyntax member in root.Members.Where(member => member is not GlobalStatementSyntax))
            text.AppendLine(member.ToFullString());
        string statements = string.Concat(root.Members.OfType<GlobalStatementSyntax>().Select(statement => statement.ToFullString()));
        // Leading directives' comments belong to statements, and a snippet may hold nothing else.
        text.AppendLine($"internal static class Snippet{index}\n{{\n#pragma warning disable\nprivate static async Task Run()\n{{\n{statements}\n}}\n}}\n}}");
        return text.ToString();
    }

    /// <summary>An expression alone is not a statement.</summary>
    private static string AsStatement(string code)
    {
        ExpressionSyntax expression = SyntaxFactory.ParseExpression(code, options: options, consumeFullText: true);
        return expression.ContainsDiagnostics ? code : $"_ = {code};";
    }

    private static SyntaxTree Tree(string name, string text) => CSharpSyntaxTree.ParseText(text, options, name);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("ModelCompiler.Generators", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("ModelCompiler.Documentation", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("xunit", StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path));
}
