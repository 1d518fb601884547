using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Benchmarks.Generator;

/// <summary>All example models in a process that has never run the generator: what the first build pays.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 5, warmupCount: 0, iterationCount: 1)]
public class ColdGeneratorBenchmarks
{
    private readonly GeneratorWorkload workload = new();

    [Benchmark]
    public GeneratorDriver AllExampleModels() => GeneratorWorkload.CreateDriver().RunGenerators(workload.Original);
}

/// <summary>An edit in a file that declares no model: what each key press pays.</summary>
[MemoryDiagnoser]
public class EditBenchmarks
{
    private readonly GeneratorWorkload workload = new();
    private GeneratorDriver driver = null!;

    [GlobalSetup]
    public void Setup() => driver = GeneratorWorkload.CreateDriver().RunGenerators(workload.Original);

    [Benchmark]
    public GeneratorDriver EditElsewhere() => driver.RunGenerators(workload.Edited);
}
