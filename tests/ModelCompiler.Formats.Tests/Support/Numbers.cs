namespace ModelCompiler.Formats.Tests;

/// <summary>Weights and inputs that tell every place from every other.</summary>
internal static class Numbers
{
    /// <summary>Fills all weights, moving statistics too, with numbers that differ.</summary>
    public static TModel Filled<TModel>(TModel model, int seed = 1) where TModel : class, IModel<TModel>
    {
        var random = new Random(seed);
        foreach (ParameterTensor tensor in model.Parameters)
        {
            bool variance = tensor.Name.EndsWith("variance", StringComparison.Ordinal);
            foreach (ref float value in tensor.Span) value = variance ? 0.5f + random.NextSingle() : random.NextSingle() - 0.5f;
        }

        model.Parameters.Touch();
        return model;
    }

    public static float[] Inputs(int count, int seed = 7)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    public static void SameBits<TModel>(TModel expected, TModel actual) where TModel : class, IModel<TModel>
    {
        foreach (ParameterTensor tensor in expected.Parameters)
            Assert.True(tensor.Span.SequenceEqual(actual.Parameters[tensor.Name].Span), $"'{tensor.Name}' differs.");
    }

    public static void Near(IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Count, actual.Count);
        double scale = Math.Max(1e-3, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Count; i++) Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"number {i}: {expected[i]} and {actual[i]}");
    }

    /// <summary>Raw little-endian floats of a file.</summary>
    public static float[] Read(string path) => [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray()];

    public static void Write(string path, float[] numbers) => File.WriteAllBytes(path, System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
}
