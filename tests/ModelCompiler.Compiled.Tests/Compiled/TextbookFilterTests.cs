using ModelCompiler.Testing.Compilation;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>Vertical edges of a 6×6 picture.</summary>
[Model]
[Input(6, 6, 1)]
[FixedConv2D(FixedKernel.VerticalEdges)]
internal partial class VerticalEdgesNet;

/// <summary>The same edges, turned.</summary>
[Model]
[Input(6, 6, 1)]
[FixedConv2D(FixedKernel.HorizontalEdges)]
internal partial class HorizontalEdgesNet;

/// <summary>How fast numbers grow to the right.</summary>
[Model]
[Input(3, 4, 1)]
[FixedConv2D(FixedKernel.SobelX)]
internal partial class SobelXNet;

/// <summary>How fast numbers grow downwards.</summary>
[Model]
[Input(3, 4, 1)]
[FixedConv2D(FixedKernel.SobelY)]
internal partial class SobelYNet;

/// <summary>Both, as one number.</summary>
[Model]
[Input(3, 4, 1)]
[GradientMagnitude]
internal partial class SteepnessNet;

/// <summary>A spot, seen by a mean that weighs what is near.</summary>
[Model]
[Input(3, 3, 1)]
[FixedConv2D(FixedKernel.Gaussian, Padding = Padding.Same)]
internal partial class GaussianNet;

/// <summary>A mean.</summary>
[Model]
[Input(3, 3, 1)]
[FixedConv2D(FixedKernel.Box)]
internal partial class BoxNet;

/// <summary>A second derivative.</summary>
[Model]
[Input(3, 3, 1)]
[FixedConv2D(FixedKernel.Laplacian, Padding = Padding.Same)]
internal partial class LaplacianNet;

/// <summary>A picture that keeps its level and gains at edges.</summary>
[Model]
[Input(3, 3, 1)]
[FixedConv2D(FixedKernel.Sharpen)]
internal partial class SharpenNet;

/// <summary>A picture in relief.</summary>
[Model]
[Input(3, 3, 1)]
[FixedConv2D(FixedKernel.Emboss)]
internal partial class EmbossNet;

/// <summary>Salt and pepper.</summary>
[Model]
[Input(3, 5, 1)]
[MedianFilter2D]
internal partial class MedianNet;

/// <summary>The two-tap edge kernel across a picture of 320 columns.</summary>
[Model]
[Input(280, 320, 1)]
[FixedConv2D(1, 2, -1, 1)]
internal partial class EdgeNet;

/// <summary>The courses' printed matrices, number for number.</summary>
public class TextbookFilterTests
{
    private static readonly float[] HalfBright = [.. Enumerable.Range(0, 36).Select(i => i % 6 < 3 ? 10f : 0f)];

    private static readonly float[] Steps = [1, 2, 4, 8, 1, 3, 5, 7, 0, 1, 0, 2];

    [Fact]
    public void A_bright_half_has_one_vertical_edge() => Assert.Equal(
        [0, 30, 30, 0, 0, 30, 30, 0, 0, 30, 30, 0, 0, 30, 30, 0], new VerticalEdgesNet().Predict(HalfBright));

    [Fact]
    public void And_turned_one_horizontal_edge()
    {
        float[] turned = [.. Enumerable.Range(0, 36).Select(i => i / 6 < 3 ? 10f : 0f)];
        Assert.Equal([0, 0, 0, 0, 30, 30, 30, 30, 30, 30, 30, 30, 0, 0, 0, 0], new HorizontalEdgesNet().Predict(turned));
        Assert.All(new HorizontalEdgesNet().Predict(HalfBright), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Sobel()
    {
        // (4 - 1) + 2·(5 - 1) + (0 - 0) and (8 - 2) + 2·(7 - 3) + (2 - 1).
        Assert.Equal([11, 15], new SobelXNet().Predict(Steps));
        // (0 + 2·1 + 0) - (1 + 2·2 + 4) and (1 + 2·0 + 2) - (2 + 2·4 + 8).
        Assert.Equal([-7, -15], new SobelYNet().Predict(Steps));
        float[] expected = [MathF.Sqrt(121 + 49), MathF.Sqrt(225 + 225)];
        Assert.Equal(expected, new SteepnessNet().Predict(Steps));
    }

    [Fact]
    public void A_spot_becomes_the_kernel_turned_round()
    {
        float[] spot = [0, 0, 0, 0, 16, 0, 0, 0, 0];
        Assert.Equal([1, 2, 1, 2, 4, 2, 1, 2, 1], new GaussianNet().Predict(spot));
        Assert.Equal([0, 16, 0, 16, -64, 16, 0, 16, 0], new LaplacianNet().Predict(spot));
    }

    [Fact]
    public void Single_cells()
    {
        float[] numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        Assert.Equal(5, new BoxNet().Predict(numbers)[0], 5);
        Assert.Equal(5 * 5 - 2 - 4 - 6 - 8, new SharpenNet().Predict(numbers)[0]);
        Assert.Equal(-2 * 1 - 2 - 4 + 5 + 6 + 8 + 2 * 9, new EmbossNet().Predict(numbers)[0]);
    }

    [Fact]
    public void The_median_removes_salt_and_pepper() => Assert.Equal(
        [5, 5, 6], new MedianNet().Predict([5, 5, 6, 6, 6, 4, 255, 5, 0, 6, 5, 5, 5, 6, 7]));

    [Fact]
    public void The_edge_kernel_takes_two_products_and_a_sum_for_each_output()
    {
        Assert.Equal([280, 319, 1], EdgeNet.Summary.Layers[0].OutputShape);
        Assert.Equal(267_960, EdgeNet.Summary.Layers[0].Operations);
        Assert.Equal(267_960, EdgeNet.Summary.Operations);
        Assert.Equal(2 * 319 * 280, EdgeNet.Summary.MultiplyAdds);
        float[] picture = [.. Enumerable.Range(0, 320 * 280).Select(i => (float)(i % 320 * (i % 320)))];
        Assert.Equal(2 * 17 + 1, new EdgeNet().Predict(picture)[17]);
    }
}
