using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// A 3×3 convolution by Winograd's minimal filtering, as comprehensions. With tiles of m×m outputs and P = m + 2 points along each axis:
/// <code>
/// kernelRows[a, kx, i, o]     = Σ ky : G[a, ky] · kernel[ky, kx, i, o]
/// points[a, b, i, o]          = Σ kx : G[b, kx] · kernelRows[a, kx, i, o]
/// tileRows[n, ty, a, x, i]    = Σ r : Bᵀ[a, r] · input[n, m·ty + r - above, x, i]
/// tiles[n, a, b, ty, tx, i]   = Σ s : Bᵀ[b, s] · tileRows[n, ty, a, m·tx + s - left, i]
/// products[n, q, t, o]        = Σ i : tiles[n, q, t, i] · points[q, i, o]            q = (a, b), t = (ty, tx): the same memory
/// productRows[n, ty, r, b, tx, o] = Σ a : Aᵀ[r, a] · products[n, a, b, ty, tx, o]
/// output[n, y, x, o]          = Σ s b : Aᵀ[s, b] · productRows[n, y, b, (x - s)/m, o]   y = (ty, r): the same memory
/// </code>
/// All are linear, so the gradients, also by P² products instead of 9·m², come from the rule that differentiates every comprehension.
/// Border tiles read zeros by the guard on the input's index; rows and columns that the output does not have are not read again.
/// </summary>
internal static class Winograd
{
    public static Comprehension[] Of(Convolution3x3 c, WinogradTransform transform)
    {
        int tile = transform.Tile, points = transform.Points;
        int rows = (c.Height + tile - 1) / tile, columns = (c.Width + tile - 1) / tile;
        string name = c.Statement.Name;
        Tensor kernelRows = new($"{c.Kernel.Name}.rows", Storage.Fixed, points, 3, c.Channels, c.Filters);
        Tensor kernel = new($"{c.Kernel.Name}.points", Storage.Fixed, points, points, c.Channels, c.Filters);
        Tensor tileRows = new($"{name}.tile_rows", Storage.Arena, Axis.BatchExtent, rows, points, c.Input.Extents[2], c.Channels);
        Tensor tiles = new($"{name}.tiles", Storage.Arena, Axis.BatchExtent, points, points, rows, columns, c.Channels);
        Tensor products = new($"{name}.products", Storage.Arena, Axis.BatchExtent, points, points, rows, columns, c.Filters);
        Tensor productRows = new($"{name}.product_rows", Storage.Arena, Axis.BatchExtent, rows, tile, points, columns, c.Filters);

        Axis n = Axis.Batch, a = new("a", points), b = new("b", points), r = new("r", points), s = new("s", points);
        Axis ky = new("ky", 3), kx = new("kx", 3), ty = new("ty", rows), tx = new("tx", columns);
        Axis inputX = new("x", c.Input.Extents[2]), i = new("i", c.Channels), o = new("o", c.Filters);
        Axis q = new("q", points * points), t = new("t", rows * columns), down = new("r", tile), across = new("s", tile);
        return
        [
            Sum(kernelRows, [a, kx, i, o], [ky], WinogradTransform.Element(transform.Kernel, a, ky), Load.At(c.Kernel, ky, kx, i, o)),
            Sum(kernel, [a, b, i, o], [kx], WinogradTransform.Element(transform.Kernel, b, kx), Load.At(kernelRows, a, kx, i, o)),
            Sum(tileRows, [n, ty, a, inputX, i], [r], WinogradTransform.Element(transform.Input, a, r),
                new Load(c.Input, [AffineIndex.Of(n), Slide(ty, tile, r, -c.Above), AffineIndex.Of(inputX), AffineIndex.Of(i)])),
            Sum(tiles, [n, a, b, ty, tx, i], [s], WinogradTransform.Element(transform.Input, b, s),
                new Load(tileRows,
                    [AffineIndex.Of(n), AffineIndex.Of(ty), AffineIndex.Of(a), Slide(tx, tile, s, -c.Left), AffineIndex.Of(i)])),
            Sum(products.View(Axis.BatchExtent, q.Extent, t.Extent, o.Extent), [n, q, t, o], [i],
                Load.At(tiles.View(Axis.BatchExtent, q.Extent, t.Extent, i.Extent), n, q, t, i),
                    Load.At(kernel.View(q.Extent, i.Extent, o.Extent), q, i, o)),
            Sum(productRows, [n, ty, down, b, tx, o], [a], WinogradTransform.Element(transform.Output, down, a),
                Load.At(products, n, a, b, ty, tx, o)),
            Sum(c.Statement.Output, [.. c.Statement.OutputAxes], [across, b], WinogradTransform.Element(transform.Output, across, b),
                new Load(productRows.View(Axis.BatchExtent, rows * tile, points, columns, c.Filters),
                    [AffineIndex.Of(n), AffineIndex.Of(c.Statement.OutputAxes[1]), AffineIndex.Of(b),
                        Cell(c.Statement.OutputAxes[2], across, tile), AffineIndex.Of(c.Statement.OutputAxes[3])])),
        ];
    }

    private static Comprehension Sum(Tensor output, Axis[] axes, Axis[] reduction, Load left, Load right) =>
        Comprehension.Reduce(output.Name, output, axes, reduction, Reduction.Sum, new Binary(BinaryOperator.Multiply, left, right));

    private static AffineIndex Slide(Axis tile, int step, Axis within, int constant) =>
        new([new Term(tile, step), new Term(within, 1)], constant);

    /// <summary>The tile of which <paramref name="cell"/> is row <paramref name="within"/>; of no other row is it one.</summary>
    private static AffineIndex Cell(Axis cell, Axis within, int step) => new([new Term(cell, 1), new Term(within, -1)], 0, step);
}
