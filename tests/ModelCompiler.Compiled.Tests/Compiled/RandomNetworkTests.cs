using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;
using Xunit.Abstractions;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// Random valid networks against the reference; random invalid ones must be answered with diagnostics. <c>MODELCOMPILER_RANDOM_NETWORKS=5000</c> runs
/// longer, <c>MODELCOMPILER_RANDOM_SEED=7</c> runs others.
/// </summary>
public class RandomNetworkTests(ITestOutputHelper output)
{
    private const int InOneCompilation = 25;
    private static readonly int Count = (int)Setting("MODELCOMPILER_RANDOM_NETWORKS", 200);
    private static readonly ulong Seed = Setting("MODELCOMPILER_RANDOM_SEED", 20250711);

    public static TheoryData<int> Chunks => [.. Enumerable.Range(0, (Count + InOneCompilation - 1) / InOneCompilation)];

    [Theory, MemberData(nameof(Chunks))]
    public void Valid_networks_agree_with_the_reference(int chunk)
    {
        output.WriteLine($"MODELCOMPILER_RANDOM_SEED={Seed}, networks {chunk * InOneCompilation} and on");
        var networks = new RandomNetworks(Seed + (ulong)chunk);
        var sources = Enumerable.Range(0, Math.Min(InOneCompilation, Count - chunk * InOneCompilation)).Select(i => networks.Next($"Random{i}")).ToArray();
        // Every target and both renderings take their turn; six chunks see all.
        // And every other one is for a toy machine, in which these small networks take the ways that large ones take.
        // Its memory has borders, which are watched.
        var options = new CompilerOptions(
            Targets.Runnable(Targets.All[chunk % 3]), Checked: chunk / 3 % 2 == 1, Machine: chunk % 2 == 0 ? null : ToyMachines.Draw(Seed + (ulong)chunk) + ";border=16");
        var assembly = InMemoryCompiler.Compile(sources, options);
        var random = new SplitMix64(Seed ^ (ulong)chunk);
        var failures = sources.Select(source => Failure(Model(assembly, source, options), source, random.Of(1, 2, 3, 5, 8, 9, 17), random.Next())).OfType<string>().ToArray();
        Assert.True(failures.Length == 0, $"seed {Seed}, chunk {chunk}, {options}: {failures.Length} of {sources.Length} failed:\n\n{string.Join("\n\n", failures)}");
    }

    private static CompiledModel Model(CompiledAssembly assembly, ModelSource source, CompilerOptions options)
    {
        CompiledModel model = assembly.Model(source);
        if (options.Machine is not null) model.WatchBorders(source.File, source.FullName, options);
        return model;
    }

    private static string? Failure(CompiledModel model, ModelSource source, int batch, ulong seed)
    {
        try
        {
            Agreement.Check(model, source, batch, seed);
            return null;
        }
        catch (Exception exception)
        {
            return $"batch {batch}: {exception.Message}\n{source}";
        }
    }

    private static ulong Setting(string name, ulong ordinary) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text) : ordinary;
}
