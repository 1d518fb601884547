using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;

namespace ModelCompiler.Generators.Tests.Pipeline;

/// <summary>Kernels that the process remembers (<see cref="LoweredNests"/>, and their texts) are what it would compute: whatever networks and settings were compiled before, each gets
/// its own code.</summary>
public class RememberedKernelsTests
{
    private const int NetworkCount = 16;

    /// <summary>Settings of projects that an editor may hold at the same time: each changes the kernels in another way.</summary>
    private static readonly CompilerOptions[] Projects =
    [
        CompilerOptions.Default,
        CompilerOptions.Default with { Targets = [Target.Avx2] },
        CompilerOptions.Default with { Unroll = UnrollPreference.Size },
        CompilerOptions.Default with { Checked = true },
        CompilerOptions.Read(name => name == "ModelCompilerMachine" ? "cache=4096;registers=8;work=2000" : null),
        CompilerOptions.Read(name => name == "ModelCompilerMachine" ? "batch=4" : null),
    ];

    [Fact]
    public async Task Remembered_code_is_the_code_that_is_computed()
    {
        var networks = new RandomNetworks(11);
        ModelSource[] sources = [.. Enumerable.Range(0, NetworkCount).Select(i => networks.Next($"Net{i}"))];
        var compilation = TestCompilation.Create(ModelSource.Header + string.Concat(sources.Select(s => s.Declaration + "\n")));
        ModelSpec[] specs = [.. sources.Select(s => ModelBinder.Bind(compilation.GetTypeByMetadataName(s.FullName)!, default))];
        (ModelSpec Spec, CompilerOptions Project)[] all = [.. specs.SelectMany((spec, i) => Projects.Where((_, p) => p == 0 || p % 5 == i % 5).Select(p => (spec, p)))];
        string[] computed = await Task.Run(() =>
        {
            Decisions.Record(); // Nothing is remembered where decisions are counted.
            return all.Select(Text).ToArray();
        });
        foreach (var order in (IEnumerable<int>[])[Enumerable.Range(0, all.Length), Enumerable.Range(0, all.Length).Reverse()])
        {
            Parallel.ForEach(order, i => Assert.Equal(computed[i], Text(all[i])));
        }
    }

    private static string Text((ModelSpec Spec, CompilerOptions Project) network) =>
        string.Concat(CompilerPipeline.Compile(network.Spec, Assert.IsType<ShapeResult.Success>(ShapeInferrer.Check(network.Spec)).Graph, network.Project).Select(f => f.Text));
}
