namespace Architectures.Networks;

/// <summary>Takes salt and pepper off a picture: each pixel becomes the middle one of its neighbourhood of nine, and grains are never in
/// the middle.</summary>
[Model]
[Input(28, 28, 1)]
[MedianFilter2D(3, Padding = Padding.Same)]
internal partial class MedianDenoiser;
