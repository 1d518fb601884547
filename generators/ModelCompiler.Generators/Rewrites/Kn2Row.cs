using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Rewrites;

/// <summary>
/// Few channels leave most of a vector empty. Where a convolution has channels that fill vectors badly, the taps of its window's last axis
/// stand beside them as lanes: every input position is multiplied by all taps at once, and a second, cheap pass adds what belongs together.
/// <code>
/// taps[n, y, u, (kx o)] = Σ ky i : input[n, y + ky, u, i] · joined[ky, i, (kx o)]
/// output[n, y, x, o]    = epilogue(Σ kx : taps[n, y, x + kx, kx, o])
/// </code>
/// Six channels and five taps are thirty lanes, almost two full vectors, where six alone are less than half of one. Input gradients are
/// convolutions too.
/// </summary>
internal static class Kn2Row
{
    /// <summary>Multiply-adds that the vector operations of writing and adding up a product of taps cost.</summary>
    private const int Passes = 4;

    /// <summary>How much less work there must be.</summary>
    private const double Gain = 1.15;

    public static TensorProgram Run(TensorProgram program, Machine machine) =>
        program.Replace(statement => Window.Find(statement) is { } window && Pays(window, machine) ? Split(window) : null);

    private static bool Pays(Window window, Machine machine)
    {
        Comprehension statement = window.Statement;
        long rows = Product(statement.OutputAxes.Where(a => !a.IsBatch && a != window.Along && a != window.Channels));
        long steps = Product(statement.ReductionAxes.Where(a => a != window.Tap));
        long active = window.ActivePairs, channels = machine.Vectors(window.Channels.Extent),
            joined = machine.Vectors(window.Tap.Extent * window.Channels.Extent);
        double before = rows * active * steps * channels;
        double after = rows * ((window.Positions * joined * (steps + Passes)) + (Passes * active * channels));
        if (before < machine.AllTapsAtOnce) return Decisions.Refuse(Branch.TapsOfLittleWork);
        return Decisions.Choose(before > Gain * after, Branch.TapsAsLanes, Branch.TapsFillNoLanes);
    }

    private static IEnumerable<Comprehension> Split(Window window)
    {
        Comprehension statement = window.Statement;
        Axis position = new("u", window.Positions), lanes = new("l", window.Tap.Extent * window.Channels.Extent);

        Axis[] weightAxes = [.. window.Weights.Indices.Select(i => i.AsAxis!).Where(a => a != window.Tap && a != window.Channels)];
        Axis[] order = [.. weightAxes, window.Tap, window.Channels];
        var joined = new Tensor($"{window.Weights.Tensor.Name}.joined", Storage.Fixed, Extents(order));
        yield return Comprehension.Map(joined.Name, joined, order, window.Weights);

        Axis[] outer = [.. statement.OutputAxes.Where(a => a != window.Channels).Select(a => a == window.Along ? position : a)];
        Axis[] own = [.. outer, window.Tap, window.Channels], flat = [.. outer, lanes];
        var taps = new Tensor($"{statement.Output.Name}.taps", Storage.Arena, Extents(own))
        {
            Role = statement.Output.IsGradient ? TensorRole.GradientTaps : TensorRole.Taps,
        };
        Load joinedLoad = Load.At(joined.View([.. Extents(weightAxes), lanes.Extent]), [.. weightAxes, lanes]);
        Load dataLoad = window.Data with
        {
            Indices = window.Data.Indices.Select((index, d) => d == window.Dimension ? AffineIndex.Of(position) : index).ToEquatableArray(),
        };
        yield return Comprehension.Reduce(
            taps.Name, taps.View(Extents(flat)), flat, statement.ReductionAxes.Where(a => a != window.Tap), Reduction.Sum,
            statement.Body.Rewrite(e => e.Equals(window.Weights) ? joinedLoad : e.Equals(window.Data) ? dataLoad : null));

        AffineIndex met = window.Data.Indices[window.Dimension];
        yield return statement with
        {
            ReductionAxes = [window.Tap],
            Body = new Load(taps, own.Select(a => a == position ? met : AffineIndex.Of(a)).ToEquatableArray()),
        };
    }

    private static int[] Extents(IEnumerable<Axis> axes) => [.. axes.Select(a => a.Extent)];

    private static long Product(IEnumerable<Axis> axes) => axes.Aggregate(1L, (n, a) => n * a.Extent);

    /// <summary>
    /// A contraction of data over a window with weights: which axis slides, which are its taps, which the written channels.
    /// </summary>
    /// <param name="Dimension">Of the data, along which the window slides.</param>
    private sealed record Window(Comprehension Statement, Load Data, Load Weights, int Dimension, Axis Along, Axis Tap, Axis Channels)
    {
        public int Positions => Data.Tensor.Extents[Dimension];

        /// <summary>Pairs of place and tap that meet the data.</summary>
        public long ActivePairs
        {
            get
            {
                AffineIndex index = Data.Indices[Dimension];
                (int along, int tap) = (index.Coefficient(Along), index.Coefficient(Tap));
                return Enumerable.Range(0, Along.Extent).Sum(x => Inside(index.Constant + ((long)along * x), tap));
            }
        }

        /// <summary>Taps of a place that meet the data: all between two of them.</summary>
        private long Inside(long place, int step)
        {
            (long first, long end) = step > 0 ? (-place, Positions - place) : (place - Positions + 1, place + 1);
            return Math.Max(0, Math.Min(Tap.Extent, end) - Math.Max(0, first));
        }

        public static Window? Find(Comprehension statement)
        {
            if (!statement.IsContraction || statement.IsDot) return null;
            if (!statement.OutputAxes[0].IsBatch || statement.ReductionAxes.Count < 2) return null;
            Load[] loads = [.. statement.Body.Loads()];
            Load? weights = loads.FirstOrDefault(l => l.Tensor.Storage == Storage.Parameters && l.Indices.All(i => i.AsAxis is not null));
            Load? data = loads.FirstOrDefault(l => l.Tensor.Storage == Storage.Arena);
            if (weights is null || data is null) return null;
            Axis channels = statement.OutputAxes[statement.OutputAxes.Count - 1];
            if (!weights.Uses(channels) || data.Uses(channels)) return null;
            for (int d = data.Indices.Count - 1; d > 0; d--)
            {
                if (Slides(statement, data, weights, d) is not { } pair || pair.Along == channels) continue;
                return new Window(statement, data, weights, d, pair.Along, pair.Tap, channels);
            }

            return null;
        }

        /// <summary>An index of one output axis and one tap, each in steps of one, that occur nowhere else in the data.</summary>
        private static (Axis Along, Axis Tap)? Slides(Comprehension statement, Load data, Load weights, int dimension)
        {
            AffineIndex index = data.Indices[dimension];
            if (index.Divisor != 1 || index.Terms.Count != 2 || index.Terms.Any(t => Math.Abs(t.Coefficient) != 1)) return null;
            Axis? along = index.Terms.Select(t => t.Axis).FirstOrDefault(statement.OutputAxes.Contains);
            Axis? tap = index.Terms.Select(t => t.Axis).FirstOrDefault(statement.ReductionAxes.Contains);
            if (along is null || tap is null || !weights.Uses(tap) || weights.Uses(along)) return null;
            return data.Indices.Where((_, d) => d != dimension).Any(i => i.Uses(along) || i.Uses(tap)) ? null : (along, tap);
        }
    }
}
