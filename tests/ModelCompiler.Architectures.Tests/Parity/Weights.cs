using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;

namespace ModelCompiler.Architectures.Tests.Parity;

/// <summary>The weights of <c>layers.py</c>: what a tensor holds follows from its number, its shape and the last part of its name.</summary>
internal static class Weights
{
    public static void Fill(CompiledModel model)
    {
        uint trainable = 1, frozen = Recording.StatisticsStream;
        foreach (var tensor in model.Parameters)
            Draw(tensor.Trainable ? trainable++ : frozen++, tensor).CopyTo(tensor.Span);
        model.Parameters.Touch();
    }

    private static float[] Draw(uint stream, ParameterTensor tensor) => tensor.Name.Split('.')[^1] switch
    {
        "kernel" => DrawnValues.Symmetric(stream, tensor.Length, NearHe(tensor)),
        "gamma" => [.. DrawnValues.Symmetric(stream, tensor.Length, 0.0625f).Select(value => value + 0.25f)],
        "beta" or "moving_variance" => [.. DrawnValues.Symmetric(stream, tensor.Length, 0.25f).Select(value => value + 1)],
        _ => DrawnValues.Symmetric(stream, tensor.Length, 0.0625f),
    };

    /// <summary>The power of two nearest to He's bound: multiplying by it is exact.</summary>
    private static float NearHe(ParameterTensor kernel)
    {
        double fanIn = (double)kernel.Length / kernel.Shape[^1];
        return MathF.ScaleB(1, (int)Math.Round(Math.Log2(Math.Sqrt(6 / fanIn))));
    }
}
