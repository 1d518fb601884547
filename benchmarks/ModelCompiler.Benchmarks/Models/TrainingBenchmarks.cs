using BenchmarkDotNet.Attributes;

namespace ModelCompiler.Benchmarks.Models;

/// <summary>One Adam step at batch 32 on two threads: the time, and the bytes allocated (none is the promise).</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private const int Batch = 32;
    private Net net = null!;
    private NetData data = null!;

    [ParamsSource(nameof(NetNames))]
    public string NetName { get; set; } = "";

    public static IEnumerable<string> NetNames => NetCatalog.Names;

    [GlobalSetup]
    public void Setup()
    {
        net = NetCatalog.Create(NetName, threads: 2);
        data = new NetData(net, Batch);
        Step();
    }

    [Benchmark]
    public float Step() => net.Step(data.Inputs, data.Labels);
}
