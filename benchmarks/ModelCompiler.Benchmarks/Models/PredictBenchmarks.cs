using BenchmarkDotNet.Attributes;

namespace ModelCompiler.Benchmarks.Models;

/// <summary>Inference on two threads: the time, and the bytes allocated (none is the promise).</summary>
[MemoryDiagnoser]
public class PredictBenchmarks
{
    private Net net = null!;
    private NetData data = null!;

    [ParamsSource(nameof(NetNames))]
    public string NetName { get; set; } = "";

    [Params(1, 32)]
    public int Batch { get; set; }

    public static IEnumerable<string> NetNames => NetCatalog.Names;

    [GlobalSetup]
    public void Setup()
    {
        net = NetCatalog.Create(NetName, threads: 2);
        data = new NetData(net, Batch);
        Predict();
    }

    [Benchmark]
    public void Predict() => net.Predict(data.Inputs, data.Outputs);
}
