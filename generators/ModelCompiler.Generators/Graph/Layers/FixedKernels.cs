namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The members of <c>ModelCompiler.FixedKernel</c>.</summary>
internal enum FixedKernelChoice { SobelX, SobelY, VerticalEdges, HorizontalEdges, Laplacian, Box, Gaussian, Sharpen, Emboss }

/// <summary>
/// The textbook's 3×3 kernels, as printed there: a cell's number is what the input cell at its place is multiplied by (nothing is turned
/// round).
/// </summary>
internal static class FixedKernels
{
    public const int Size = 3;

    public static float[] Numbers(FixedKernelChoice kernel) => kernel switch
    {
        FixedKernelChoice.SobelX => [-1, 0, 1, -2, 0, 2, -1, 0, 1],
        FixedKernelChoice.SobelY => [-1, -2, -1, 0, 0, 0, 1, 2, 1],
        FixedKernelChoice.VerticalEdges => [1, 0, -1, 1, 0, -1, 1, 0, -1],
        FixedKernelChoice.HorizontalEdges => [1, 1, 1, 0, 0, 0, -1, -1, -1],
        FixedKernelChoice.Laplacian => [0, 1, 0, 1, -4, 1, 0, 1, 0],
        FixedKernelChoice.Box => Scaled(1f / 9, 1, 1, 1, 1, 1, 1, 1, 1, 1),
        FixedKernelChoice.Gaussian => Scaled(1f / 16, 1, 2, 1, 2, 4, 2, 1, 2, 1),
        FixedKernelChoice.Sharpen => [0, -1, 0, -1, 5, -1, 0, -1, 0],
        FixedKernelChoice.Emboss => [-2, -1, 0, -1, 1, 1, 0, 1, 2],
        _ => throw new InvalidOperationException($"No numbers of {kernel}."),
    };

    private static float[] Scaled(float factor, params float[] numbers) => [.. numbers.Select(n => n * factor)];
}
