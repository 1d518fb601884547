using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// Whether Winograd's transforms pay for themselves, in vector operations of one sample. Direct: 9·H·W·C·O/16 multiply-adds. Winograd with
/// T tiles of P points: P²·T·C·O/16 multiply-adds, and about ten memory operations for each of the P²·T·(C + O)/16 vectors of transformed
/// input and products, whose second half costs more where they leave the cache.
/// </summary>
internal static class WinogradCost
{
    /// <summary>Memory operations and arithmetic for each transformed vector, in multiply-adds' time.</summary>
    private const double PerTransformed = 10;

    /// <summary>Winograd must win clearly: it takes more memory and rounds more.</summary>
    private const double Margin = 0.75;

    /// <summary>The tile to use, or 0 for the direct way.</summary>
    public static int TileFor(Convolution3x3 convolution, ConvolutionAlgorithm choice, Machine machine) => choice switch
    {
        ConvolutionAlgorithm.Direct => 0,
        ConvolutionAlgorithm.Winograd2 => 2,
        ConvolutionAlgorithm.Winograd4 => 4,
        _ => Pays(convolution, 4, machine) ? 4 : 0,
    };

    private static bool Pays(Convolution3x3 c, int tile, Machine machine)
    {
        if (c.Channels < machine.WinogradChannels || c.Filters < machine.WinogradChannels || c.Channels % machine.Lanes != 0
            || c.Filters % machine.Lanes != 0) return Decisions.Refuse(Branch.WinogradFewChannels);
        long tiles = Tiles(c, tile), points = (tile + 2) * (tile + 2);
        long transformed = points * tiles * (c.Channels + c.Filters);
        if (tiles < machine.WinogradTiles) return Decisions.Refuse(Branch.WinogradFewTiles);
        if (transformed > machine.WinogradFloats) return Decisions.Refuse(Branch.WinogradMuchMemory);
        double direct = 9.0 * c.Height * c.Width * c.Channels * c.Filters;
        double products = (double)points * tiles * c.Channels * c.Filters;
        return Decisions.Choose(products + (PerTransformed * transformed) < Margin * direct, Branch.Winograd, Branch.WinogradCostsMore);
    }

    private static long Tiles(Convolution3x3 c, int tile) => (long)((c.Height + tile - 1) / tile) * ((c.Width + tile - 1) / tile);
}
