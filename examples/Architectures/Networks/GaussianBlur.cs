namespace Architectures.Networks;

/// <summary>Softens a picture: each pixel becomes the mean of its neighbourhood, weighted 1 2 1, 2 4 2, 1 2 1.</summary>
[Model]
[Input(28, 28, 1)]
[FixedConv2D(FixedKernel.Gaussian, Padding = Padding.Same)]
internal partial class GaussianBlur;
