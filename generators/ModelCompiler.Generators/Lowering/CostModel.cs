using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// Estimates the cycles of a register-tiled contraction, for comparing schedules. The inner loop of T cells by V vectors issues T·V
/// multiply-adds (two a cycle), T broadcasts and V loads (two a cycle from the first-level cache, fewer from farther away), and cannot go
/// faster than one multiply-add's latency. Nothing is run: the numbers follow from shapes alone.
/// </summary>
internal static class CostModel
{
    private const double LoopOverhead = 1.5, FunctionCost = 8;

    /// <summary>Cycles of one pass over all cells and vectors, for one step of the reduction.</summary>
    /// <param name="cells">Extent of the tiled axis.</param>
    /// <param name="tile">Cells computed together.</param>
    /// <param name="vectors">Vectors that cover the vector axis.</param>
    /// <param name="block">Vectors computed together.</param>
    /// <param name="vectorOperandBytes">Size of the operand whose vectors are loaded anew for every tile.</param>
    public static double Contraction(int cells, int tile, int vectors, int block, long vectorOperandBytes, Target target)
    {
        double cycles = 0;
        foreach ((int size, int count) in Split(cells, tile))
        {
            foreach ((int width, int blocks) in Split(vectors, block)) cycles += count * blocks * Step(size, width,
                vectorOperandBytes, target);
        }

        return cycles;
    }

    /// <summary>
    /// Cycles of a contraction with its lanes along an axis, were nothing but arithmetic to do; what a vector costs once, for functions and
    /// stores, counts in.
    /// </summary>
    /// <param name="extra">Cycles for each vector that is stored, beside a plain store.</param>
    public static double Lanes(Comprehension statement, Axis lanes, Target target, double extra)
    {
        long cells = statement.OutputAxes.Where(a => a != lanes && !a.IsBatch).Aggregate(1L, (n, a) => n * a.Extent);
        long steps = statement.ReductionAxes.Aggregate(1L, (n, a) => n * a.ExtentIn(target.Machine.Batch));
        int functions = statement.Epilogue.Parts().Count(IsFunction);
        return cells * LaneSplit.Cover(lanes.Extent, target.Lanes, overlap: true).Count * ((steps / Machine.MultiplyAddsPerCycle)
            + (functions * FunctionCost) + extra + 1);
    }

    private static bool IsFunction(Expression e) => e switch
    {
        Unary { Operator: not (UnaryOperator.Negate or UnaryOperator.Abs or UnaryOperator.SquareRoot) } => true,
        Activated
        {
            Kind: ActivationKind.Tanh or ActivationKind.Sigmoid or ActivationKind.ELU or ActivationKind.SiLU or ActivationKind.GELU
            or ActivationKind.TanhGELU or ActivationKind.Softplus
        } => true,
        _ => false,
    };

    /// <summary>Whether accumulators, one row of vectors and one broadcast fit the registers.</summary>
    public static bool Fits(int tile, int block, Target target) => (tile * block) + block + 1 <= target.Registers;

    /// <summary>
    /// How much more time two threads take than half of one's, where blocks of vectors are all there is to share: 1 where both get as many
    /// vectors.
    /// </summary>
    public static double Imbalance(int vectors, int block)
    {
        int blocks = (vectors + block - 1) / block, pairs = blocks / 2 * block;
        int most = blocks % 2 == 0 ? pairs : pairs + vectors - ((blocks - 1) * block);
        return 2.0 * most / vectors;
    }

    private static double Step(int tile, int block, long vectorOperandBytes, Target target)
    {
        // A cycle brings about 32 bytes from the second-level cache and 16 from the third; a vector from the first takes one load slot,
        // whatever its width.
        double distance = Math.Max(1,
            vectorOperandBytes > target.Machine.FarMemory ? target.Widest / 2.0
                : vectorOperandBytes > target.Machine.FirstLevelCache ? target.Widest / 4.0
                : 1);
        double arithmetic = tile * block / Machine.MultiplyAddsPerCycle;
        double loads = ((block * distance) + tile) / Machine.LoadsPerCycle;
        return Math.Max(Math.Max(arithmetic, loads), Machine.MultiplyAddLatency) + LoopOverhead;
    }

    private static IEnumerable<(int Size, int Count)> Split(int total, int size)
    {
        if (total >= size) yield return (size, total / size);
        if (total % size != 0) yield return (total % size, 1);
    }
}
