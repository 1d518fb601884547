using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.OpenCL.Runtime;
using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Random;

namespace ModelCompiler.OpenCL.Compiled.Tests;

/// <summary>
/// Random networks on a device against the reference. <c>MODELCOMPILER_RANDOM_NETWORKS=200</c> runs more of them, <c>MODELCOMPILER_RANDOM_SEED=7</c> others, <c>MODELCOMPILER_LONG=1</c> each of them
/// in every precision and not only in the one that it is drawn with.
/// </summary>
public class DeviceRandomNetworkTests
{
    private static readonly int Count = (int)Setting("MODELCOMPILER_RANDOM_NETWORKS", 8);
    private static readonly ulong Seed = Setting("MODELCOMPILER_RANDOM_SEED", 20250711);

    /// <summary>Null is the precision that a network is drawn with.</summary>
    public static TheoryData<ReferencePrecision?> Precisions => LongTests.Run
        ? [null, ReferencePrecision.Single, ReferencePrecision.BFloat16, ReferencePrecision.Int8, ReferencePrecision.Int8Activations]
        : [null];

    [DeviceTheory, MemberData(nameof(Precisions))]
    public void Valid_networks_agree_with_the_reference(ReferencePrecision? precision)
    {
        var networks = new RandomNetworks(Seed);
        var sources = Enumerable.Range(0, Count).Select(i => networks.Next($"Random{i}")).ToArray();
        if (precision is { } given) sources = [.. sources.Select(source => source with { Precision = given })];
        var assembly = InMemoryCompiler.Compile(sources, DeviceCases.Options);
        var random = new SplitMix64(Seed);
        var failures = new List<string>();
        for (int i = 0; i < sources.Length; i++)
        {
            var (kind, variant, batch, seed) = (i % 2 == 0 ? DeviceKind.Cpu : DeviceKind.Gpu, i / 2 % 3, random.Of(1, 2, 3, 5, 9, 17), random.Next());
            try
            {
                using var model = new DeviceTestModel(assembly, sources[i], kind, variant);
                Agreement.Check(model, sources[i], batch, seed);
            }
            catch (Exception exception)
            {
                failures.Add($"{kind}, way {variant}, batch {batch}: {exception.Message}\n{sources[i]}");
            }
        }

        Assert.True(failures.Count == 0, $"seed {Seed}, {precision}: {failures.Count} of {sources.Length} failed:\n\n{string.Join("\n\n", failures)}");
    }

    private static ulong Setting(string name, ulong ordinary) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text) : ordinary;
}
