using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelCompiler.Generators.Tests.RandomDeclarations;

/// <summary>
/// Whatever is declared, and however a declaration is broken while it is typed: the generator never throws and never runs away, and where nothing is wrong its code compiles. With MODELCOMPILER_LONG=1
/// ten thousand declarations, and every prefix, deletion and doubling of the samples.
/// </summary>
public class RandomDeclarationTests
{
    /// <summary>Models of one compilation: what it reads of the framework is read once for all.</summary>
    private const int Batch = 20;

    private static readonly bool Long = Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") is not (null or "");

    /// <summary>For a whole batch of models.</summary>
    private const long MostBytes = 1_500_000_000;

    [Fact]
    public void Declarations_of_any_layers()
    {
        int compiled = 0;
        for (int batch = 0; batch < (Long ? 500 : 10); batch++)
        {
            var drawer = new DeclarationDrawer(batch);
            string[] models = [.. Enumerable.Range(0, Batch).Select(i => drawer.Next($"Net{i}"))];
            compiled += Check(models);
        }

        Assert.True(compiled > (Long ? 500 : 10), $"Only {compiled} declarations were sound.");
    }

    public static TheoryData<string> Samples() =>
    [
        "using ModelCompiler;\nnamespace Nets;\n\n[Model]\n[Input(8, 8, 3)]\n[Conv2D(4, 3, Activation = Activation.ReLU, Name = \"first\")]\n[Flatten]\n"
            + "[Dense(units: 2, Activation = Activation.Softmax)]\n"
            + "[Loss(Loss.CategoricalCrossEntropy)]\npublic sealed partial class Net\n{\n    public int Twice(int x) => 2 * x;\n}\n",
        "using ModelCompiler;\n[Block] [Dense(2 * Block.Width, Activation = Activation.ReLU)] public class Body;\n[Model] [Input(4)] [Use<Body>(3, Repeat = 2)] [Residual<Body>(3)] [Dense(1)]\n"
            + "[Output(\"body_1\")] [Budget(Parameters = 1000)] public partial class Net;\n[Model, Input(2), Dense(1)] partial record class Other;",
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Prefixes_deletions_and_doublings(string sample)
    {
        SyntaxToken[] tokens = [.. TestCompilation.Create(sample).SyntaxTrees[0].GetRoot().DescendantTokens()];
        IEnumerable<string> broken = Enumerable.Range(0, sample.Length).Select(i => sample[..i])
            .Concat(tokens.Select(t => sample.Remove(t.SpanStart, t.Span.Length)))
            .Concat(tokens.Select(t => sample.Insert(t.Span.End, " " + t.Text)))
            .Concat(sample.Split('\n').Where(l => l.Length > 0).Select(l => sample.Replace(l, $"{l}\n{l}", StringComparison.Ordinal)));
        int step = Long ? 1 : 6;
        foreach (string text in broken.Where((_, i) => i % step == 0)) Check([text], header: "");
    }

    /// <summary>How many of the models have no diagnostic. Of models that fail together one is looked for that fails alone, and made smaller.</summary>
    private static int Check(string[] models, string header = "using ModelCompiler;\n")
    {
        (string? failure, int sound) = Try(models, header);
        if (failure is null) return sound;
        string? alone = Array.Find(models, m => Try([m], header).Failure is not null);
        string smallest = alone is null ? string.Join("\n", models) : Smallest.Of(alone, m => Try([m], header).Failure is not null);
        Assert.Fail($"{smallest}\n{(alone is null ? failure : Try([smallest], header).Failure)}");
        return 0;
    }

    private static (string? Failure, int Sound) Try(string[] models, string header)
    {
        var compilation = TestCompilation.Create([.. models.Select((m, i) => ($"Model{i}.cs", header + m))]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options, optionsProvider: GeneratorRun.Options(
                ("ModelCompilerReportsErrors", "true"), ("ModelCompilerTargets", "avx512")));
        Compilation after = compilation;
        ImmutableArray<Diagnostic> reported = [];
        long bytes = Work.Of(() => driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out after, out reported));
        if (bytes > MostBytes) return ($"allocated {bytes:N0} bytes", 0);
        if (driver.GetRunResult().Results.Single().Exception is { } exception) return (exception.ToString(), 0);

        // Errors in generated code are C#'s answer to errors in what was written, or ours.
        Diagnostic[] errors = [.. after.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];
        bool own = compilation.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
        HashSet<string?> wrong = [.. reported.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Location.SourceTree?.FilePath),
            .. errors.Where(IsWritten).Select(d => d.Location.SourceTree?.FilePath)];
        Diagnostic[] generated = [.. errors.Where(d => !IsWritten(d))];
        return generated.Length == 0 || own ? (null, models.Length - wrong.Count) : (string.Join("\n", generated.Take(5).Select(d => d.ToString())), 0);

        static bool IsWritten(Diagnostic d) =>
            d.Location.SourceTree?.FilePath.StartsWith("Model", StringComparison.Ordinal) == true && !d.Location.SourceTree.FilePath.Contains(".g.cs", StringComparison.Ordinal);
    }
}
