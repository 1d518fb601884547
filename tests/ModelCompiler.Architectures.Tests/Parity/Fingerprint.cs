using ModelCompiler.Testing;

namespace ModelCompiler.Architectures.Tests.Parity;

/// <summary>A tensor's norm, and its product with numbers drawn from a stream of its own: together they tell any wrong tensor from the right one.</summary>
internal readonly record struct Fingerprint(double Norm, double Product)
{
    public static Fingerprint Of(uint stream, ReadOnlySpan<float> values)
    {
        float[] drawn = DrawnValues.Symmetric(stream, values.Length, 1);
        double squares = 0, product = 0;
        for (int i = 0; i < values.Length; i++)
        {
            squares += (double)values[i] * values[i];
            product += (double)values[i] * drawn[i];
        }

        return new(Math.Sqrt(squares), product);
    }

    /// <summary>How far the other one is, relative to this one's norm but never to less than <paramref name="least"/>.</summary>
    public double DistanceTo(Fingerprint other, double least) =>
        Math.Max(Math.Abs(Norm - other.Norm), Math.Abs(Product - other.Product)) / Math.Max(Norm, least);
}
