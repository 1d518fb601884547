using System.Globalization;
using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;
using Xunit.Abstractions;

namespace ModelCompiler.Generators.Tests.Pipeline;

/// <summary>
/// Small networks on small machines make the compiler take each branch of its decisions. Here they are only compiled; networks of the same kind, and <see cref="DecisionCase"/>'s own, are compared
/// with the reference elsewhere. The report is the test's output: <c>dotnet test tests/ModelCompiler.Generators.Tests --filter DecisionTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public class DecisionTests(ITestOutputHelper output)
{
    private const int RandomNetworkCount = 60;
    private const ulong Seed = 5;

    private static readonly string[] Targets = ["avx512", "avx2", "vector128"];

    [Fact]
    public void Every_branch_is_taken()
    {
        long[] counts = Decisions.Record();
        foreach (DecisionCase known in DecisionCase.All) Compile([known.Source], _ => Options(known.Machine, "avx512", known.Convolution));
        var networks = new RandomNetworks(Seed);
        ModelSource[] drawn = [.. Enumerable.Range(0, RandomNetworkCount).Select(i => networks.Next($"Net{i}"))];
        Compile(drawn, i => Options(i % 4 == 0 ? null : ToyMachines.Draw((ulong)i), Targets[i % Targets.Length], null));
        foreach (Branch branch in Enum.GetValues<Branch>()) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts[(int)branch],8:N0}  {branch}"));
        Branch[] never = [.. Enum.GetValues<Branch>().Where(branch => counts[(int)branch] == 0)];
        Assert.True(never.Length == 0, $"No test takes {string.Join(", ", never)}: add a case to DecisionCase that does.");
    }

    [Fact]
    public async Task Only_what_a_test_compiles_itself_is_counted()
    {
        long[] counts = Decisions.Record();
        Decisions.Take(Branch.Winograd);
        Task other;
        using (ExecutionContext.SuppressFlow()) other = Task.Run(() => Decisions.Take(Branch.Winograd));
        await other;
        await Task.Run(() => Decisions.Take(Branch.Winograd));
        Assert.Equal(2, counts[(int)Branch.Winograd]);
        Assert.Equal(2, counts.Sum());
    }

    private static void Compile(IReadOnlyList<ModelSource> sources, Func<int, CompilerOptions> options)
    {
        var compilation = TestCompilation.Create(ModelSource.Header + string.Concat(sources.Select(s => s.Declaration + "\n")));
        foreach (var (i, source) in sources.Index())
        {
            ModelSpec spec = ModelBinder.Bind(compilation.GetTypeByMetadataName(source.FullName)!, default);
            CompilerPipeline.Compile(spec, Assert.IsType<ShapeResult.Success>(ShapeInferrer.Check(spec)).Graph, options(i));
        }
    }

    private static CompilerOptions Options(string? machine, string target, string? convolution) => CompilerOptions.Read(property => property switch
    {
        "ModelCompilerMachine" => machine,
        "ModelCompilerTargets" => target,
        "ModelCompilerConvolution" => convolution,
        _ => null,
    }) with
    { OpenCL = true, OpenCLProcessors = true };
}
