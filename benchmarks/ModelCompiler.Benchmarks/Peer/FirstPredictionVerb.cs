using ModelCompiler.Benchmarks.Models;

namespace ModelCompiler.Benchmarks.Peer;

/// <summary><c>first-prediction</c>: one LeNet-5 prediction and out. The caller times the whole process.</summary>
internal static class FirstPredictionVerb
{
    public static void Run()
    {
        var outputs = new LeNet5(seed: 1).Predict(new float[LeNet5.InputSize]);
        Report.Line("first-prediction", ("net", "lenet5"), ("sum", (double)outputs.Sum()));
    }
}
