using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>A model's own name, its members and its base class beside what is generated: it compiles, or one diagnostic says what to rename.</summary>
public class MemberNameTests
{
    private const string Layers = "Model, Input(4), Dense(3, Name = \"a\"), Dense(2, Activation = Activation.Softmax), Output(\"a\"), Loss(Loss.CategoricalCrossEntropy)";

    private static readonly string[] Names =
    [
        "ParameterCount", "NonTrainableParameterCount", "InputSize", "OutputSize", "Summary", "Parameters", "Threads", "Predict", "PredictOutput", "Outputs", "Share", "Save", "Load",
        "program", "Weights", "Layout", "ModelProgram", "Kernels512", "Layers", "Run", "Error", "Program", "Vector512", "Math", "MathF", "Span", "Unsafe", "System", "seed", "value", "inputs", "Net",
    ];

    [Fact]
    public async Task A_model_of_any_name()
    {
        foreach (string name in Names.Concat(["required", "scoped", "file", "record", "field", "extension", "nint", "var", "dynamic", "partial", "where", "async", "await", "class", "namespace", "_"]))
            await CompilesOrOneError($"namespace A; [{Layers}] public partial class @{name} {{ }}");
    }

    public static TheoryData<string> Members() =>
    [
        "public int {0};", "public static int {0} = 1;", "public int {0} {{ get; set; }}", "public void {0}() {{ }}", "public void {0}(string path) {{ }}", "public int {0}(int seed) => seed;",
        "public class {0} {{ }}", "public const string {0} = \"\";", "public event System.Action {0} {{ add {{ }} remove {{ }} }}", "public T {0}<T>(T x) => x;", "private enum {0} {{ A }}",
        "public float[] {0}(System.ReadOnlySpan<float> inputs) => [];",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_member_of_any_name_and_kind(string member)
    {
        foreach (string name in Names.Where(n => n != "Net")) await CompilesOrOneError($"[{Layers}] public partial class Net {{ {string.Format(null, member, "@" + name)} }}");
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_base_class_with_a_member_of_any_name_and_kind(string member)
    {
        string members = string.Join("\n", Names.Where(n => n != "Net").Select(n => string.Format(null, member, "@" + n)));
        await CompilesOrOneError($"public class Base {{ {members} }} [{Layers}] public partial class Net : Base {{ }}");
    }

    [Theory]
    [InlineData("public virtual void {0}(string path) {{ }}", false)]
    [InlineData("public abstract void {0}(string path);", true)]
    [InlineData("public abstract string {0} {{ get; }}", true)]
    public async Task A_base_class_with_virtual_members(string member, bool wrong)
    {
        foreach (string name in new[] { "Save", "Load", "Summary" })
        {
            string[] found = await CompilesOrOneError($"public abstract class Base {{ {string.Format(null, member, name)} }} [{Layers}] public partial class Net : Base {{ }}");
            Assert.Equal(wrong ? ["MC0019"] : [], found);
        }
    }

    [Theory]
    [InlineData("public Net(int x) { }", "MC0019")]
    [InlineData("public Net(int seed, int other) : this(seed) { }", "")]
    [InlineData("public Net(string path) { }", "MC0019")]
    [InlineData("public Net(string path) : this(seed: 1) => Load(path);", "")]
    [InlineData("public Net() : this(1) { }", "")]
    [InlineData("public Net() { }", "MC0019")]
    [InlineData("static Net() { }", "")]
    [InlineData("~Net() { }", "")]
    [InlineData("public required int Size { get; set; }", "MC0003")]
    [InlineData("private Net(ParameterSet set) : this(seed: 0) { }", "")]
    public async Task Constructors_and_required_members(string member, string id) =>
        Assert.Equal(id.Length == 0 ? [] : [id], await CompilesOrOneError($"[{Layers}] public partial class Net {{ {member} }}"));

    [Theory]
    [InlineData("public class Base { public Base(int x) { } }", "MC0003")]
    [InlineData("public class Base { public Base(int x = 0) { } }", "")]
    [InlineData("public class Base { private Base() { } public static Base Make() => new(); }", "MC0003")]
    [InlineData("public abstract class Base { protected Base() { } }", "")]
    [InlineData("public class Base { public required int Size; }", "MC0003")]
    [InlineData("[Model, Input(4), Dense(2)] public partial class Base { }", "")]
    public async Task Base_classes(string declaration, string id) =>
        Assert.Equal(id.Length == 0 ? [] : [id], await CompilesOrOneError($"{declaration} [{Layers}] public partial class Net : Base {{ }}"));

    /// <summary>Layers' names become names of methods, of tables and of members.</summary>
    [Fact]
    public async Task Layers_of_any_name()
    {
        string[] names =
        [
            "unsafe", "vector512", "vector256", "vector128", "math", "math_f", "bit_converter", "vector_rows", "vector_memory", "memory_marshal", "fma", "avx512_f", "span", "read_only_span",
            "method_impl", "method_impl_options", "kernels512", "kernels128", "exp", "log", "tanh", "keep", "sigmoid", "equals", "get_type", "to_string", "model_program", "cpu_kernels", "gpu_kernels",
            "describe", "functions", "parts", "launch", "execute", "infer", "pack", "train", "names", "launches", "rows", "start", "batch", "layout", "summarize", "weights", "item", "from", "to",
            "nint", "global", "system", "int_ptr", "input_1", "output", "kernel", "bias", "sum", "sum0_0", "tile_1N", "class", "é", "名", "device_program", "run_numbers", "max", "min", "infer_memory",
            "train_memory", "weight_memory",
        ];
        foreach (string[] three in names.Chunk(3))
        {
            string first = three[0], second = three[^1] == three[0] ? "other" : three[^1], third = three.Length > 2 ? three[1] : "another";
            string source = $"[Model, Input(8, 8, 3), Conv2D(6, 3, Name = \"{first}\", Activation = Activation.ELU), LocalResponseNormalization(Name = \"{third}\"), Dropout(0.2), "
                + "GlobalAveragePooling2D, "
                + $"Dense(5, Name = \"{second}\", Activation = Activation.Tanh), Dense(2, Activation = Activation.Softmax), Output(\"{second}\"), Loss(Loss.CategoricalCrossEntropy)] "
                + "public partial class Net { }";
            Assert.All(await CompilesOrOneError(source), id => Assert.Equal("MC0033", id));
        }
    }

    /// <summary>The ids of the diagnostics: none, with code that compiles, or at least one, with no error of C#.</summary>
    private static async Task<string[]> CompilesOrOneError(string source)
    {
        var compilation = TestCompilation.WithOpenCL("using ModelCompiler;\n" + source);
        string[] found = [.. (await TestCompilation.Analyze(compilation)).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct()];
        var run = GeneratorRun.Of(compilation, ("ModelCompilerReportsErrors", "false"), ("ModelCompilerTargets", "avx512"), TestCompilation.EveryDevice);
        string[] errors = [.. found.Length == 0 ? Errors(run.After) : Errors(run.After).Except(Errors(compilation))];
        Assert.True(errors.Length == 0, $"{source}\n{string.Join("\n", errors)}");
        Assert.True(found.Length <= 1, $"{source}\n{string.Join("\n", found)}");
        // With the generated members in the compilation the answer is the same.
        Assert.Equal(found, (await TestCompilation.Analyze(run.After)).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct());
        return found;
    }

    private static IEnumerable<string> Errors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error || d.Id is "CS0108" or "CS0114").Select(d => d.ToString());
}
