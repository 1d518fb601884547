using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>A project's own types, usings and members change nothing about generated code, whatever they are called.</summary>
public class NameHidingTests
{
    /// <summary>Between them they use every kind of kernel that is emitted, outputs, shared weights and OpenCL.</summary>
    private static readonly string[] Models =
    [
        "[Model, Input(8, 8, 3), Conv2D(6, 3, Activation = Activation.ELU), MaxPooling2D, GlobalAveragePooling2D, Dense(4, Activation = Activation.Sigmoid, Name = \"aux\"), "
            + "Conv2D(8, 3, From = \"conv2d_1\"), BatchNormalization, Dropout(0.3), Flatten, Dense(4, Activation = Activation.Softmax), Output(\"aux\"), Loss(Loss.CategoricalCrossEntropy), "
            + "Loss(Loss.BinaryCrossEntropy, Output = \"aux\")] public partial class Net;",
        "[Model, Input(13, 13, 32), Conv2D(64, 3), LocalResponseNormalization, SharesWeightsOf<Owner>] public partial class Sharer;",
        "[Model, Input(13, 13, 32), Conv2D(64, 3), LocalResponseNormalization] public partial class Owner;",
        "[Model, Input(4), Dense(0)] public partial class Wrong;",
    ];

    private static string Source(string extra, string inside) =>
        $"using ModelCompiler;\n{extra}\nnamespace Shop.Nets\n{{\n{inside}\n{string.Join("\n", Models)}\n}}";

    /// <summary>All names that generated code uses without saying where they are from, as they stand in the files.</summary>
    private static readonly string[] SimpleNames =
    [
        .. new[]
        {
            "System", "ModelCompiler", "Runtime", "Generated", "Vector64", "nameof", "var", "nint",
        }.Concat(Found()).Distinct(),
    ];

    private static string[] Found() =>
    [
        .. GeneratorRun.Of(TestCompilation.WithOpenCL(Source("", "")), TestCompilation.EveryDevice).Files
            .SelectMany(f => CSharpSyntaxTree.ParseText(f.SourceText, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot().DescendantNodes())
            .OfType<SimpleNameSyntax>()
            .Where(n => !(n.Parent is MemberAccessExpressionSyntax a && a.Name == n))
            .Select(n => n.Identifier.ValueText)
            .Where(n => n.Length > 0 && n != "global")
,
        "System", "ModelCompiler", "Runtime", "Generated", "Vector64", "nameof",
    ];

    public static TheoryData<string> Places() =>
        ["the model's namespace", "the namespace around", "the global namespace", "a global alias", "a global using", "a global static using", "a generic type"];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_type_of_any_name_in_any_place_hides_nothing(string place)
    {
        // What the models' own declarations say must stay what it is.
        string[] said = [.. CSharpSyntaxTree.ParseText(string.Join("\n", Models)).GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText)];
        string[] names = [.. SimpleNames.Where(n => !said.Contains(n) && !said.Contains(n.Replace("Attribute", "")))];
        Assert.InRange(names.Length, 29, 2000);
        IEnumerable<string> Of(Func<string, string> write) => names.Select(n => write("@" + n));
        string source = place switch
        {
            "the model's namespace" => Source("", Join(Of(n => $"public class {n} {{ }}"))),
            "the namespace around" => Source($"namespace Shop {{ {Join(Of(n => n == "@Nets" ? "" : $"public class {n} {{ }}"))} }}", ""),
            "the global namespace" => Source(Join(Of(n => n == "@ModelCompiler" || n == "@System" || n == "@Shop" ? "" : $"public class {n} {{ }}")), ""),
            "a global alias" => Join(Of(n => n is "@ModelCompiler" or "@System" or "@Shop" ? "" : $"global using {n} = global::System.Action;")) + Source("", ""),
            "a global using" => "global using Engine;" + Source($"namespace Engine {{ {Join(Of(n => $"public class {n} {{ }}"))} }}", ""),
            "a global static using" => "global using static Engine;" + Source($"public static class Engine {{ {Join(Of(n => $"public static int {n}(object x) => 0;"))} }}", ""),
            _ => Source("", Join(Of(n => $"public class {n}<T> {{ }}"))),
        };
        NoErrors(source);
    }

    /// <summary>The types around a model and the class that it derives from come before every namespace.</summary>
    [Theory]
    [InlineData("around")]
    [InlineData("base")]
    public void Members_of_types_around_and_of_base_classes_hide_nothing(string place)
    {
        string[] names = [.. SimpleNames.Where(n => n is not ("Net" or "Sharer" or "Owner" or "Wrong" or "Shop" or "Nets") && !Enum.TryParse<SyntaxKind>(n, out _)
            && n is not ("Predict" or "PredictOutput" or "Share" or "Save" or "Load" or "Summary" or "Parameters" or "Threads" or "ParameterCount" or "InputSize" or "OutputSize" or "Outputs"
                or "NonTrainableParameterCount" or "program"))];
        string types = Join(names.Select(n => $"public class @{n} {{ }}"));
        const string layers = "[Model, Input(4), Dense(3, Activation = global::ModelCompiler.Activation.Softmax, Name = \"a\"), Dense(2), Output(\"a\"), "
            + "Loss(global::ModelCompiler.Loss.MeanSquaredError)]";
        string said = layers.Replace("[Model, Input(4), Dense(3", "[global::ModelCompiler.Model, global::ModelCompiler.Input(4), global::ModelCompiler.Dense(3")
            .Replace(" Dense(2), Output(", " global::ModelCompiler.Dense(2), global::ModelCompiler.Output(")
            .Replace(" Loss(", " global::ModelCompiler.Loss(");
        NoErrors(place == "around"
            ? $"public partial class Around {{ {types} {said} public partial class Net; }}"
            : $"public class Base {{ {types} }} {said} public partial class Net : Base;");
    }

    /// <summary>Generated code calls a few extension methods; those of the project never come before them.</summary>
    [Theory]
    [InlineData("{0} namespace Shop.Nets {{ {1} }}")]
    [InlineData("namespace Shop {{ {0} }} namespace Shop.Nets {{ {1} }}")]
    [InlineData("namespace Shop.Nets {{ {0} {1} }}")]
    [InlineData("namespace ModelCompiler {{ {0} }} namespace Shop.Nets {{ {1} }}")]
    [InlineData("global using Helpers; namespace Helpers {{ {0} }} namespace Shop.Nets {{ {1} }}")]
    public void Extension_methods_of_a_project(string places)
    {
        string[] names = ["AsInt32", "AsSingle", "AsUInt32", "StoreUnsafe", "Slice", "AsSpan", "ToArray", "Select", "CopyTo", "Fill", "Clear", "Predict", "Save"];
        string methods = Join(names.Select(n => $"public static object {n}(this object o) => o; public static T {n}<T>(this T o, int a) => o; "
            + $"public static T {n}<T>(this T o, ref float a, nuint b = 0) => o;"));
        methods = $"public static class Extensions {{ {methods} }}";
        string source = string.Format(null, places, methods, Models[0].Replace("[Model", "[global::ModelCompiler.Model") + Models[2]);
        int usings = source.StartsWith("global using", StringComparison.Ordinal) ? source.IndexOf(';', StringComparison.Ordinal) + 1 : 0;
        NoErrors(source.Insert(usings, " using ModelCompiler;"));
    }

    /// <summary>Namespaces of the project around a model, or beside it, whatever they are called.</summary>
    [Theory]
    [InlineData("namespace Shop.{0} {{ public class C; }} namespace Shop {{ {1} }}")]
    [InlineData("namespace Shop.{0} {{ {1} }}")]
    [InlineData("namespace {0}.Shop {{ {1} }}")]
    public void Namespaces_of_any_name(string places)
    {
        string model = "[global::ModelCompiler.Model, global::ModelCompiler.Input(4), global::ModelCompiler.Dense(3, Name = \"a\"), global::ModelCompiler.Dense(2), "
            + "global::ModelCompiler.Output(\"a\"), global::ModelCompiler.Loss(global::ModelCompiler.Loss.MeanSquaredError)] public partial class Net;";
        foreach (string name in new[] { "System", "ModelCompiler", "Runtime", "Math", "Vector512", "Generated", "@class" }) NoErrors(string.Format(null, places, name, model));
    }

    private static string Join(IEnumerable<string> lines) => string.Join("\n", lines);

    internal static void NoErrors(string source)
    {
        var run = GeneratorRun.Of(TestCompilation.WithOpenCL(source), ("ModelCompilerReportsErrors", "false"), TestCompilation.EveryDevice);
        Assert.NotEmpty(run.Files);
        string[] errors = [.. run.After.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => $"{Path.GetFileName(d.Location.SourceTree?.FilePath)}: {d.Id} {d.GetMessage()}: {d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line]}")
            .Take(10)];
        Assert.True(errors.Length == 0, string.Join("\n", errors));
    }
}
