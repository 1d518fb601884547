using BenchmarkDotNet.Attributes;

namespace ModelCompiler.Benchmarks.Models;

/// <summary>One call of Predict where the network is a handful of multiply-adds.</summary>
[MemoryDiagnoser]
public class MicroBenchmarks
{
    private readonly Micro model = new(seed: 1);
    private readonly float[] input = [0.1f, -0.2f, 0.3f, -0.4f];
    private readonly float[] output = new float[Micro.OutputSize];

    [Benchmark]
    public float Predict()
    {
        model.Predict(input, output);
        return output[0];
    }
}
