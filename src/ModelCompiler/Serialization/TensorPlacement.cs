using System.Buffers;

namespace ModelCompiler.Serialization;

/// <summary>A tensor of a file that goes into one of a model, and how its axes turn on the way.</summary>
/// <param name="Target">Where the numbers go.</param>
/// <param name="Source">Where they come from; as many as the target has.</param>
/// <param name="Order">How they lie in the file, or null if as in the model.</param>
internal sealed record TensorPlacement(ParameterTensor Target, StoredTensor Source, AxisOrder? Order)
{
    private const int Piece = 1 << 18;

    /// <summary>Reads the numbers, a turned tensor piece by piece.</summary>
    public void Read()
    {
        Span<float> target = Target.Values;
        if (Order is null)
        {
            Source.Read(0, target);
            return;
        }

        float[] buffer = ArrayPool<float>.Shared.Rent(Math.Min(Piece, target.Length));
        try
        {
            for (int start = 0; start < target.Length; start += buffer.Length)
            {
                Span<float> part = buffer.AsSpan(0, Math.Min(buffer.Length, target.Length - start));
                Source.Read(start, part);
                Order.Scatter(start, part, target);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
