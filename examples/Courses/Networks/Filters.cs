namespace Courses.Networks;

/// <summary>Subtracts from each pixel its left neighbour, which shows vertical edges.</summary>
[Model]
[Input(128, 128, 1)]
[FixedConv2D(1, 2, -1, 1, Padding = Padding.Same)]
internal partial class VerticalEdges;

/// <summary>How steep a picture is at each place: Sobel's two kernels put together.</summary>
[Model]
[Input(128, 128, 1)]
[GradientMagnitude(Padding = Padding.Same)]
internal partial class Sobel;

/// <summary>Softens twice: each pixel becomes the weighted mean of its neighbourhood.</summary>
[Model]
[Input(128, 128, 1)]
[FixedConv2D(FixedKernel.Gaussian, Padding = Padding.Same)]
[FixedConv2D(FixedKernel.Gaussian, Padding = Padding.Same)]
internal partial class Blur;

/// <summary>Each pixel becomes the middle one of its neighbourhood of nine, which grains of salt and pepper never are.</summary>
[Model]
[Input(128, 128, 1)]
[MedianFilter2D(3, Padding = Padding.Same)]
internal partial class Median;
