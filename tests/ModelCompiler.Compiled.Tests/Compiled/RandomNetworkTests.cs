using ModelCompiler.Reference;
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

    /// <summary>
    /// Networks, most of them drawn in another precision than is said here, that once differed: roundings of a sum of which three ten-thousandths of its terms are left (network 13), gradients that
    /// are nothing but roundings, of a softmax whose outputs have one slope (7) and before a normalization (5), and a penalty of very many equal weights (9). <c>MODELCOMPILER_LONG=1</c> runs all in
    /// each precision.
    /// </summary>
    public static TheoryData<ulong, int, ReferencePrecision, int?> Kept()
    {
        var data = new TheoryData<ulong, int, ReferencePrecision, int?>
        {
            { 20250711, 3, ReferencePrecision.BFloat16, 13 }, { 7, 0, ReferencePrecision.Int8, 7 }, { 7, 5, ReferencePrecision.BFloat16, 5 }, { 7, 5, ReferencePrecision.Single, 5 },
            { 20250711, 2, ReferencePrecision.Int8, 9 },
        };
        if (!LongTests.Run) return data;
        foreach (var precision in (ReferencePrecision[])[ReferencePrecision.Single, ReferencePrecision.BFloat16, ReferencePrecision.Int8, ReferencePrecision.Int8Activations])
            foreach (int chunk in Enumerable.Range(0, (Count + InOneCompilation - 1) / InOneCompilation)) data.Add(Seed, chunk, precision, null);
        return data;
    }

    [Theory, MemberData(nameof(Chunks))]
    public void Valid_networks_agree_with_the_reference(int chunk)
    {
        output.WriteLine($"MODELCOMPILER_RANDOM_SEED={Seed}, networks {chunk * InOneCompilation} and on");
        Check(Seed, chunk);
    }

    [Theory, MemberData(nameof(Kept))]
    public void Valid_networks_agree_with_the_reference_however_their_weights_are_kept(ulong seed, int chunk, ReferencePrecision precision, int? only) => Check(seed, chunk, precision, only);

    /// <summary>Networks of a chunk, or one of them, in the precision that was drawn or in another.</summary>
    private static void Check(ulong seed, int chunk, ReferencePrecision? precision = null, int? only = null)
    {
        var networks = new RandomNetworks(seed + (ulong)chunk);
        ModelSource[] sources = [.. Enumerable.Range(0, only is null ? Math.Min(InOneCompilation, Count - chunk * InOneCompilation) : InOneCompilation).Select(i => networks.Next($"Random{i}"))];
        if (precision is { } given) sources = [.. sources.Select(source => source with { Precision = given })];
        // Every target and both renderings take their turn; six chunks see all.
        // And every other one is for a toy machine, in which these small networks take the ways that large ones take.
        // Its memory has borders, which are watched.
        var options = new CompilerOptions(
            Targets.Runnable(Targets.All[chunk % 3]), Checked: chunk / 3 % 2 == 1, Machine: chunk % 2 == 0 ? null : ToyMachines.Draw(seed + (ulong)chunk) + ";border=16");
        var random = new SplitMix64(seed ^ (ulong)chunk);
        var draws = sources.Select(source => (Source: source, Batch: random.Of(1, 2, 3, 5, 8, 9, 17), Seed: random.Next())).ToArray();
        if (only is { } one) draws = [draws[one]];
        var assembly = InMemoryCompiler.Compile(draws.Select(d => d.Source), options);
        string[] failures = [.. draws.Select(d => Failure(Model(assembly, d.Source, options), d.Source, d.Batch, d.Seed)).OfType<string>()];
        Assert.True(failures.Length == 0, $"seed {seed}, chunk {chunk}, {options}: {failures.Length} of {draws.Length} failed:\n\n{string.Join("\n\n", failures)}");
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
