using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>One odd class, or one moment of typing, costs no other model its members.</summary>
public class OddProjectTests
{
    private const string Layers = "Model, Input(4), Dense(2, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)";
    private const string Good = $"namespace Other {{ [{Layers}] public partial class Good; public static class User {{ public static int Size => new Good().Predict(new float[4]).Length "
        + "+ Good.OutputSize; } }";

    [Theory]
    [InlineData($"[{Layers}] public partial class Net; [{Layers}] public partial class NET;")]
    [InlineData($"namespace Shop {{ [{Layers}] public partial class Net; }} namespace shop {{ [{Layers}] public partial class Net; }}")]
    [InlineData($"namespace A {{ [{Layers}] public partial class Ä; [{Layers}] public partial class ä; }}")]
    [InlineData($"public partial class Outer {{ [{Layers}] public partial class Net; }} namespace outer {{ [{Layers}] public partial class Net; }}")]
    [InlineData($"[{Layers}] public partial class Net_A; namespace Net {{ [{Layers}] public partial class A; }} [{Layers}] public partial class Net__A;")]
    [InlineData($"[{Layers}] public partial class a‿b; [{Layers}] public partial class a_b;")]
    public void Models_whose_names_are_alike(string source)
    {
        var run = GeneratorRun.Of($"using ModelCompiler;\n{source}\n{Good}");
        Assert.Equal(run.Files.Length, run.Files.Select(f => f.HintName.ToUpperInvariant()).Distinct().Count());
        NoErrors(run, "");
    }

    /// <summary>The order of the files changes no file's name and no text.</summary>
    [Fact]
    public void The_order_of_files_changes_nothing()
    {
        (string, string)[] files = [("A.cs", $"using ModelCompiler; [{Layers}] public partial class Net;"), ("B.cs", $"using ModelCompiler; [{Layers}] public partial class NET;"),
            ("C.cs", "using ModelCompiler;" + Good)];
        Assert.Equal(Texts(GeneratorRun.Of(TestCompilation.Create(files))), Texts(GeneratorRun.Of(TestCompilation.Create([.. files.Reverse()]))));
        static IEnumerable<string> Texts(GeneratorRun run) => run.Files.Select(f => f.HintName + f.SourceText).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData($"[{Layers}] public partial c")]
    [InlineData($"[{Layers}] public partial class")]
    [InlineData($"[{Layers}] public partial class ")]
    [InlineData($"[{Layers}] public")]
    [InlineData($"[{Layers}] ")]
    [InlineData($"namespace {{ [{Layers}] public partial class Net; }}")]
    [InlineData($"namespace A.; [{Layers}] public partial class Net;")]
    [InlineData($"partial class {{ [{Layers}] public partial class Net; }}")]
    [InlineData($"class C {{ [{Layers}] void M() {{ }} }}")]
    [InlineData($"class C {{ [{Layers}] int P {{ get; set; }} }}")]
    [InlineData($"class C {{ [{Layers}] int field; }}")]
    [InlineData($"class C {{ [{Layers}] event System.Action E; }}")]
    [InlineData($"class C<[{Layers}] T> {{ void M([{Layers}] int x) {{ }} [return: Model] int N() => 0; }}")]
    [InlineData("[assembly: Model]")]
    [InlineData("[module: Model]")]
    [InlineData($"[{Layers}] enum E {{ A }} [{Layers}] delegate void D(); [{Layers}] interface I; [{Layers}] struct S; [{Layers}] record R; [{Layers}] record struct T;")]
    [InlineData($"[{Layers}] public partial class Net; [{Layers}] public partial class Net;")]
    [InlineData($"[{Layers}] public class Net {{ }} [{Layers}] public class Net {{ }}")]
    [InlineData($"[{Layers}] public partial class Net {{ }} [Model] public partial class Net {{ }}")]
    [InlineData($"[Model] public partial class Net {{ }} [Model] public partial class Net {{ }} [{Layers}] public partial class Net {{ }}")]
    [InlineData($"[{Layers}] [Model] public partial class Net;")]
    [InlineData($"[{Layers}] file partial class Net; [{Layers}] public partial class Net<T>; [{Layers}] public static partial class Net2;")]
    public void Moments_of_typing_leave_other_models_alone(string source)
    {
        foreach (string text in new[] { $"using ModelCompiler;\n[assembly: System.CLSCompliant(false)]\n{Good}\n{source}", $"using ModelCompiler;\n{source}" })
        {
            var run = GeneratorRun.Of(
                TestCompilation.Create(("Test.cs", text), ("Good.cs", "using ModelCompiler;" + Good.Replace("Good", "Second").Replace("User", "SecondUser"))), ("ModelCompilerReportsErrors", "false"));
            Assert.Contains("Other.Second.Forward.g.cs", run.Files.Select(f => f.HintName));
            Assert.All(run.Files, f => Assert.DoesNotContain("class  ", f.SourceText.ToString()));
            NoErrors(run, "Test.cs");
        }
    }

    /// <summary>No error in generated code, nor in any file but the one that is being typed.</summary>
    private static void NoErrors(GeneratorRun run, string typed)
    {
        string[] errors = [.. run.After.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceTree?.FilePath != typed).Select(d => d.ToString())];
        Assert.True(errors.Length == 0, string.Join("\n", errors));
    }
}
