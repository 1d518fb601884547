using Microsoft.ML.OnnxRuntime;

namespace ModelCompiler.Benchmarks.Peers;

/// <summary>ONNX Runtime from C#, over a file, into memory that is its caller's.</summary>
internal static class OrtPeer
{
    public static void Measure(Net net, Options options)
    {
        using var session = Open(options.OnnxPath(net), options.Threads);
        foreach (var batch in net.Inference)
        {
            var random = new Random(0);
            var x = new float[batch * net.Shape.Aggregate(1L, (a, b) => a * b)];
            foreach (ref var value in x.AsSpan()) value = random.NextSingle() - 0.5f;
            var y = new float[batch * net.Classes];
            using var run = new RunOptions();
            using var input = OrtValue.CreateTensorValueFromMemory(x, net.Batched(batch));
            using var output = OrtValue.CreateTensorValueFromMemory(y, [batch, net.Classes]);
            OrtValue[] inputs = [input], outputs = [output];
            var (median, least) = Timing.Measure(
                () => session.Run(run, session.InputNames, inputs, session.OutputNames, outputs), options.Seconds);
            Report.Line("onnxruntime-dotnet", OrtEnv.Instance().GetVersionString(), "infer", ("net", net.Name), ("batch", batch),
                ("median_ms", median), ("min_ms", least), ("first_output", (double)y[0]));
        }
    }

    private static InferenceSession Open(string path, int threads)
    {
        if (!File.Exists(path)) throw new ArgumentException($"There is no {path}; write it with torch_peer.py onnx.");
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new InferenceSession(path, options);
    }
}
