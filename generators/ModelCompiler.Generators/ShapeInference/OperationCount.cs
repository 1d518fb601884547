using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference;

/// <summary>
/// What one operation computes of one sample, as textbooks count it: multiplications, additions, comparisons and functions, one each. A sum
/// of k products is k multiplications and k - 1 additions.
/// </summary>
internal static class OperationCount
{
    /// <param name="multiplyAdds">Products; of contractions all of them are added up.</param>
    public static long Of(Operation operation, EquatableArray<InputValue> inputs, Shape shape, long multiplyAdds)
    {
        long outputs = Counting.Product(shape.Extents), read = Counting.Product(inputs[0].Shape.Extents);
        return operation switch
        {
            Contraction or DepthwiseContraction or TransposedContraction => Math.Max(Counting.Times(2, multiplyAdds) - outputs, 0),
            // Each kernel's sums; of several, their squares, the sums of these, and a root.
            FixedFilter filter => Counting.Times(2, multiplyAdds) - Counting.Times(filter.Kernels.Count, outputs)
                + (filter.Kernels.Count == 1 ? 0 : Counting.Times(2L * filter.Kernels.Count, outputs)),
            MedianFilter median => Counting.Times(outputs, Counting.Product(median.Windows.Select(w => w.Size))),
            BiasAddition or Activation or LearntRectifier => outputs,
            ChannelNormalization => Counting.Times(2, outputs),
            // Squares and their sums, then alpha, bias, the power and the product.
            ResponseNormalization => Counting.Times(2, multiplyAdds) + outputs,
            Upsampling { Kind: UpsamplingKind.Bilinear } => Counting.Times(2, multiplyAdds) - outputs,
            // Of each number the difference from the greatest, its exponential, the sum, and the quotient.
            SoftmaxOperation => Counting.Times(4, outputs),
            WindowReduction pool => Counting.Times(outputs, Counting.Product(pool.Windows.Select(w => w.Size))),
            GlobalReduction => read,
            // Differences from the mean, their squares and sums, the scale and the shift.
            SampleNormalization => Counting.Times(6, outputs),
            Sampling => Counting.Times(4, outputs),
            NoiseOperation => outputs,
            Join => Counting.Times(inputs.Count - 1, outputs),
            // Numbers are moved, or those of a prediction left as they are.
            ReshapeOperation or Permutation or SliceOperation or ChannelSplit or ChannelShuffle or PixelShuffle or Concatenation
                or ZeroPadding or Cropping or Upsampling or DropoutOperation => 0,
            InputOperation or Shortcut or UnknownOperation => 0,
            _ => throw operation.IsUnknownTo(nameof(OperationCount)),
        };
    }
}
