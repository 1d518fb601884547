using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// The matrices of F(m, 3): m outputs of a 3-tap filter from m + 2 inputs with m + 2 multiplications, <c>y = Aᵀ((G g) ⊙ (Bᵀ d))</c>.
/// From A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks, 2015; interpolation at 0, ±1, (±2,) ∞.
/// </summary>
/// <param name="Tile">m, outputs of a tile along one axis.</param>
/// <param name="Output">Aᵀ, transposed again: <c>[output, point]</c>.</param>
/// <param name="Kernel">G, <c>[point, tap]</c>.</param>
/// <param name="Input">Bᵀ, <c>[point, input]</c>.</param>
internal sealed record WinogradTransform(int Tile, Tensor Output, Tensor Kernel, Tensor Input)
{
    private static readonly WinogradTransform two = new(
        2,
        Tensor.Table("winograd2Output", [1, 1, 1, 0, 0, 1, -1, -1]),
        Tensor.Table("winograd2Kernel", [1, 0, 0, 0.5f, 0.5f, 0.5f, 0.5f, -0.5f, 0.5f, 0, 0, 1]),
        Tensor.Table("winograd2Input", [1, 0, -1, 0, 0, 1, 1, 0, 0, -1, 1, 0, 0, 1, 0, -1]));

    private static readonly WinogradTransform four = new(
        4,
        Tensor.Table("winograd4Output",
        [
            1, 1, 1, 1, 1, 0,
            0, 1, -1, 2, -2, 0,
            0, 1, 1, 4, 4, 0,
            0, 1, -1, 8, -8, 1,
        ]),
        Tensor.Table("winograd4Kernel",
        [
            1 / 4f, 0, 0,
            -1 / 6f, -1 / 6f, -1 / 6f,
            -1 / 6f, 1 / 6f, -1 / 6f,
            1 / 24f, 1 / 12f, 1 / 6f,
            1 / 24f, -1 / 12f, 1 / 6f,
            0, 0, 1,
        ]),
        Tensor.Table("winograd4Input",
        [
            4, 0, -5, 0, 1, 0,
            0, -4, -4, 1, 1, 0,
            0, 4, -4, -1, 1, 0,
            0, -2, -1, 2, 1, 0,
            0, 2, -1, -2, 1, 0,
            0, 4, 0, -5, 0, 1,
        ]));

    /// <summary>m + 2, the points at which the polynomials are multiplied.</summary>
    public int Points => Tile + Convolution3x3.Taps - 1;

    public static WinogradTransform For(int tile) => tile switch
    {
        2 => two,
        4 => four,
        _ => throw new ArgumentOutOfRangeException(nameof(tile), tile, "There are transforms for tiles of 2 and 4."),
    };

    /// <summary>An element of a matrix with the given row length.</summary>
    public static Load Element(Tensor matrix, Axis row, Axis column) =>
        new(matrix, [new AffineIndex([new Term(row, column.Extent), new Term(column, 1)])]);
}
