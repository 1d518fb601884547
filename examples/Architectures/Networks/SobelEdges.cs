namespace Architectures.Networks;

/// <summary>How steep a picture is at each place: Sobel's two kernels, across and down, put together.</summary>
[Model]
[Input(28, 28, 1)]
[GradientMagnitude(Padding = Padding.Same)]
internal partial class SobelEdges;
