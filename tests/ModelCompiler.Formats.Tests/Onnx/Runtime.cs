using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelCompiler.Onnx;
using ModelCompiler.Onnx.Import;

namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>ONNX Runtime beside a model.</summary>
internal static class Runtime
{
    /// <summary>Every output of a file, for two batches, against the model's own.</summary>
    public static void Agrees<T>(T model, string path, float tolerance) where T : class, IModel<T>
    {
        ModelArchitecture graph = T.Summary.Architecture;
        using var session = new InferenceSession(path);
        foreach (int batch in (int[])[1, 3])
        {
            float[] inputs = Weights.Numbers(batch * T.InputSize, seed: batch, -1, 1);
            IReadOnlyDictionary<string, float[]> results = Run(session, inputs, [batch, .. graph.InputShape]);
            Assert.Equal([graph.Nodes[^1].Name, .. graph.Outputs], session.OutputNames);
            Close(model.Predict(inputs), results[graph.Nodes[^1].Name], tolerance);
            foreach (string output in graph.Outputs)
                Close(model.Program.PredictOutput(output, inputs), results[output], tolerance);
        }
    }

    public static IReadOnlyDictionary<string, float[]> Run(InferenceSession session, float[] inputs, int[] dims)
    {
        var value = NamedOnnxValue.CreateFromTensor(session.InputNames[0], new DenseTensor<float>(inputs, dims));
        using var results = session.Run([value]);
        return results.ToDictionary(r => r.Name, r => r.AsEnumerable<float>().ToArray());
    }

    /// <summary>Relative to the largest number.</summary>
    public static void Close(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        float largest = Math.Max(expected.Max(MathF.Abs), 1e-3f);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(MathF.Abs(expected[i] - actual[i]) <= tolerance * largest, $"{i}: {expected[i]} here, {actual[i]} there, of at most {largest}");
    }
}

/// <summary>Numbers for weights and inputs.</summary>
internal static class Weights
{
    /// <summary>Gives every tensor numbers of its own, so that biases and statistics count.</summary>
    public static void Draw<T>(T model, int seed) where T : class, IModel<T>
    {
        foreach (ParameterTensor tensor in model.Parameters)
        {
            float[] drawn = tensor.Name.EndsWith("variance", StringComparison.Ordinal) || tensor.Name.EndsWith("gamma", StringComparison.Ordinal)
                ? Numbers(tensor.Length, seed++, 0.5f, 1.5f)
                : Numbers(tensor.Length, seed++, -0.5f, 0.5f);
            drawn.CopyTo(tensor.Span);
        }

        model.Parameters.Touch();
    }

    public static float[] All<T>(T model) where T : class, IModel<T> => [.. model.Parameters.SelectMany(p => p.Span.ToArray())];

    public static float[] Numbers(int count, int seed, float from, float to)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => from + (random.NextSingle() * (to - from)))];
    }
}

/// <summary>What stands in a file.</summary>
internal static class OnnxText
{
    public static int Count(string path, string operation) => OnnxReader.Read(path).Graph.Node.Count(n => n.OpType == operation);
}
