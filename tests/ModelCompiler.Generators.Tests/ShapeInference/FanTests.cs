namespace ModelCompiler.Generators.Tests.ShapeInference;

/// <summary>Fans of kernels are what one neuron reads and how many neurons read one number, counted from connections: initializers scale by them.</summary>
public class FanTests
{
    [Theory]
    [InlineData("[Input(32, 32, 64)] [DepthwiseConv2D(3, KernelInitializer = Initializer.HeNormal)]", 9, 9)]
    [InlineData("[Input(9, 9, 4)] [DepthwiseConv2D(5, 3, DepthMultiplier = 2)]", 15, 30)]
    [InlineData("[Input(9, 9, 1)] [DepthwiseConv2D(3)]", 9, 9)]
    [InlineData("[Input(9, 9, 8)] [Conv2D(16, 3)]", 72, 144)]
    [InlineData("[Input(9, 9, 8)] [Conv2D(16, 3, Groups = 4)]", 18, 144)]
    [InlineData("[Input(9, 9, 8)] [Conv2D(8, 3, Groups = 8)]", 9, 72)]
    [InlineData("[Input(9, 8)] [Conv1D(16, 5, Groups = 2)]", 20, 80)]
    [InlineData("[Input(9, 9, 8)] [Conv2D(16, 3, Dilation = 2, Strides = 2)]", 72, 144)]
    [InlineData("[Input(7)] [Dense(5)]", 7, 5)]
    [InlineData("[Input(9, 9, 8)] [SeparableConv2D(16, 3)]", 9, 9)]
    public void Of_the_first_kernel(string layers, long fanIn, long fanOut)
    {
        var kernel = Stages.Shaped(layers).Parameters[0];
        Assert.Equal((fanIn, fanOut), (kernel.FanIn, kernel.FanOut));
    }

    /// <summary>A vector beside a map counts as one cell of as many channels: squeeze-and-excite needs no convolution.</summary>
    [Theory]
    [InlineData("[Input(8, 8, 4)] [GlobalAveragePooling2D(Name = \"v\")] [Multiply(\"input\")]", "8×8×4")]
    [InlineData("[Input(8, 8, 4)] [GlobalAveragePooling2D] [Dense(4, Activation = Activation.Sigmoid)] [Add(\"input\")]", "8×8×4")]
    [InlineData("[Input(8, 8, 4)] [ReLU(Name = \"m\")] [GlobalMaxPooling2D(From = \"m\")] [Maximum(\"m\")]", "8×8×4")]
    [InlineData("[Input(8, 4)] [GlobalAveragePooling1D] [Subtract(\"input\")]", "8×4")]
    [InlineData("[Input(8, 8, 4)] [GlobalAveragePooling2D(KeepDims = true)] [Multiply(\"input\")]", "8×8×4")]
    [InlineData("[Input(8, 8, 4)] [Conv2D(1, 1)] [Multiply(\"input\")]", "8×8×4")]
    public void A_vector_is_spread_over_a_map(string layers, string shape) => Assert.Equal(shape, Stages.Shaped(layers).Output.ToString());
}
