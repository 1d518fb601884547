namespace ModelCompiler;

/// <summary>Convolves each channel of a map with a constant kernel, which is part of the generated code. Nothing is trained.</summary>
/// <remarks>Extents as in <see cref="Conv2DAttribute"/> with stride 1.</remarks>
public sealed class FixedConv2DAttribute : LayerAttribute
{
    /// <summary>One of the textbooks' kernels.</summary>
    /// <param name="kernel">Which.</param>
    public FixedConv2DAttribute(FixedKernel kernel) => (Kernel, Height, Width, Numbers) = (kernel, 3, 3, []);

    /// <summary>A kernel of your own: <c>FixedConv2D(1, 2, -1, 1)</c> is the difference of neighbours in a row.</summary>
    /// <param name="height">Rows of the kernel.</param>
    /// <param name="width">Columns of the kernel.</param>
    /// <param name="numbers">Its numbers, row by row; as many as it has cells.</param>
    public FixedConv2DAttribute(int height, int width, params double[] numbers) => (Height, Width, Numbers) = (height, width, numbers);

    /// <summary>The textbooks' kernel; null for one of your own.</summary>
    public FixedKernel? Kernel { get; }

    /// <summary>Rows of the kernel.</summary>
    public int Height { get; }

    /// <summary>Columns of the kernel.</summary>
    public int Width { get; }

    /// <summary>The numbers of a kernel of your own, row by row; empty for the textbooks'.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>How the kernel meets the border; cells outside the map are 0. Default: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }
}
