using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Generators.Tests.Comprehensions;

/// <summary>Which constant matrices are a transform's, whose zeros are left out, and which are filters, whose zeros are multiplied.</summary>
public class ConstantMatrixProductTests
{
    private const string End = "[GlobalAveragePooling2D] [Dense(10, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossEntropy)]";

    /// <summary>Winograd's way on maps of which its tiles are a divisor and of which they are none, with borders and without, forward and backward.</summary>
    [Theory]
    [InlineData("[Input(28, 28, 16)] [Conv2D(32, 3)] [Conv2D(32, 3, Padding = Padding.Same)]")]
    [InlineData("[Input(13, 17, 16)] [Conv2D(32, 3, Padding = Padding.Same)] [Conv2D(32, 3)]")]
    public void All_matrices_of_Winograds_way_are_transforms(string layers)
    {
        ConstantMatrixProduct[] products = [.. Products(layers + End)];
        Assert.Contains(products, p => p.Value.Indices.Any(i => i.Divisor > 1)); // Gradients of what tiles read.
        Assert.All(products, p => Assert.True(p.Transform is not null, p.Statement.ToString()));
    }

    [Theory]
    [InlineData("FixedKernel.SobelX")]
    [InlineData("FixedKernel.SobelY, Padding = Padding.Same")]
    [InlineData("1, 3, -1, 0, 1")]
    [InlineData("3, 1, -1, 0, 1, Padding = Padding.Same")]
    public void A_filter_is_none(string kernel)
    {
        ConstantMatrixProduct[] products = [.. Products($"[Input(16, 16, 4)] [Conv2D(8, 1)] [FixedConv2D({kernel})] {End}")];
        Assert.Equal(2, products.Length); // Forward and its gradient.
        Assert.All(products, p => Assert.True(p.Transform is null, p.Statement.ToString()));
    }

    private static IEnumerable<ConstantMatrixProduct> Products(string layers) =>
        Stages.Rewritten(layers, training: true).Statements.Select(ConstantMatrixProduct.Match).OfType<ConstantMatrixProduct>();
}
