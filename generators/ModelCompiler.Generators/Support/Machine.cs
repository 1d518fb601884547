namespace ModelCompiler.Generators.Support;

/// <summary>
/// What the compiler assumes of the machine that runs its code: every size, count and cost at which it decides for one way of computing and
/// against another. The defaults were set on x64 servers with AVX-512 and 1 to 2 MB of second-level cache; <c>benchmarks/results</c> has
/// the measurements. A property <c>ModelCompilerMachine</c> changes them by name, so that tests let small networks take every way that
/// large ones take.
/// </summary>
internal sealed record Machine
{
    public static Machine Default { get; } = new();

    // --- the processor ---

    /// <summary>Floats of a cache line: what memory hands over at a time, and what every value begins on.</summary>
    public const int CacheLine = 16;

    /// <summary>
    /// Vector multiply-adds and loads that a core begins in a cycle, and cycles until a multiply-add is done: two of each and four cycles
    /// on Intel's servers from Skylake on.
    /// </summary>
    public const double MultiplyAddsPerCycle = 2, LoadsPerCycle = 2, MultiplyAddLatency = 4;

    /// <summary>Multiply-adds that a core begins until the first is done: with fewer sums, they wait for each other.</summary>
    public const long MultiplyAddsInFlight = (long)(MultiplyAddsPerCycle * MultiplyAddLatency);

    /// <summary>Floats of the widest vector, where a rewrite must choose before targets are known.</summary>
    public int Lanes { get; init; } = 16;

    /// <summary>Vectors that cover as many neighbouring floats.</summary>
    public long Vectors(long floats) => (floats + Lanes - 1) / Lanes;

    /// <summary>Samples of a batch, which only the run knows.</summary>
    public int Batch { get; init; } = 32;

    // --- memory, in bytes ---

    /// <summary>Operands up to this come from the first-level cache.</summary>
    public long FirstLevelCache { get; init; } = 32_000;

    /// <summary>What a core's second-level cache holds at least. What follows is said in terms of it.</summary>
    public long SecondLevelCache { get; init; } = 512 << 10;

    /// <summary>
    /// Operands beyond this come from the last-level cache or from memory: servers' second-level caches hold twice the least, less what
    /// else is in them.
    /// </summary>
    public long FarMemory => (long)((double)SecondLevelCache * 1_000_000 / (512 << 10));

    /// <summary>Weights from which on they are a stream from memory, so that fewer bits are less time.</summary>
    public long StreamedWeights => FirstLevelCache;

    /// <summary>Bytes whose products with others are added in one lane at once.</summary>
    public const int DotBytes = 4;

    /// <summary>Multiply-adds of a sample from which on a contraction reads bytes: writing them costs a pass.</summary>
    public long QuantizedWork { get; init; } = 16_384;

    /// <summary>Filters of a contraction of bytes, at least.</summary>
    public int QuantizedFilters { get; init; } = 8;

    /// <summary>Weights of a dense layer from which on its sum is split (split-K), and of a part to aim at.</summary>
    public long SplitWeights => 2 * SecondLevelCache;

    public long SplitPart => SecondLevelCache;

    /// <summary>Values between kernels, of a sample, from which on producer and consumer run band by band.</summary>
    public long BandBetween => 4 * SecondLevelCache;

    /// <summary>Weights that stay in the second-level cache of a server beside a band.</summary>
    public long BandWeights => SecondLevelCache * 3 / 2;

    /// <summary>
    /// Values between kernels of a sample that the second-level cache holds beside the weights, so that the sample goes through whole.
    /// </summary>
    public long BandWhole => SecondLevelCache;

    /// <summary>A block of weights that is prefetched while the one before is used: more would drive itself out.</summary>
    public long PrefetchedBlock => SecondLevelCache * 5 / 4;

    /// <summary>
    /// Floats on both sides of every value that belong to none, in whole cache lines. Tests fill them and look whether they are read or
    /// written.
    /// </summary>
    public long Border { get; init; }

    /// <summary>
    /// Gradients that travel to other machines in one message: at 10 Gbit/s three milliseconds, against which a message's latency is
    /// little, and yet many of them in a network that is worth several machines.
    /// </summary>
    public long GradientBucket { get; init; } = 4 << 20;

    // --- work, in multiply-adds of a sample unless said otherwise ---

    /// <summary>A kernel worth sharing between threads at one sample, too.</summary>
    public long SharedKernel { get; init; } = 400_000;

    /// <summary>A whole sample that one thread takes through a band's kernels.</summary>
    public long BandWholeWork { get; init; } = 2_000_000;

    /// <summary>A prediction of one sample up to which the caller's thread does all of it.</summary>
    public long SingleThreadPrediction { get; init; } = 500_000;

    /// <summary>A contraction up to which a penalty's gradient joins its epilogue.</summary>
    public long EpilogueGradient { get; init; } = 1_000_000;

    /// <summary>A statement up to which it shares the loop over samples with others.</summary>
    public long PerSampleStatement { get; init; } = 4096;

    /// <summary>Vector operations of a convolution from which on all taps are multiplied at once (kn2row).</summary>
    public long AllTapsAtOnce { get; init; } = 4000;

    /// <summary>Floats of transformed input and products of a sample that Winograd's way may take.</summary>
    public long WinogradFloats { get; init; } = 16_000_000;

    /// <summary>Weights from which on a small layer's are packed for its gradient, and up to which.</summary>
    public long PackedFewest { get; init; } = 1 << 11;

    public long PackedFew { get; init; } = 1 << 16;

    // --- counts ---

    /// <summary>
    /// Positions of a map for which the first-level cache holds the operands of a tile of a weight gradient, two lines of each.
    /// </summary>
    public long PositionsOfTile => Math.Max(1, FirstLevelCache / 250);

    /// <summary>Vectors of sums over a batch up to which each sample has sums of its own: more would be much to write.</summary>
    public long FewSums { get; init; } = 512;

    /// <summary>Rows of such sums: tiles take some two dozens each, and pass over a sample's maps as often.</summary>
    public long FewSumRows { get; init; } = 150;

    /// <summary>Multiply-adds for each sum that pay for loading and storing it.</summary>
    public long StepsOfMemorySum { get; init; } = 24;

    /// <summary>Steps of a loop that pay for beginning it.</summary>
    public long StepsOfLoop { get; init; } = 16;

    /// <summary>Floats of a row from which on rows are read whole: more than registers hold.</summary>
    public long LongRow { get; init; } = 512;

    /// <summary>
    /// Positions of a sample from which on a sum over them and the batch is taken in two steps: a float that takes up fewer, one by one,
    /// keeps five digits.
    /// </summary>
    public long LongSum { get; init; } = 512;

    /// <summary>Products that share no operand from which on all samples pass over the weights of one before the next.</summary>
    public long SeparateProducts { get; init; } = 16;

    /// <summary>Cells of a band for which a weight is read, from near and from far.</summary>
    public long BandCells { get; init; } = 14;

    public long BandCellsFar { get; init; } = 28;

    /// <summary>Items of a kernel that keep threads busy.</summary>
    public long Items { get; init; } = 8;

    /// <summary>Bands of a sample that keep threads busy.</summary>
    public long Bands { get; init; } = 4;

    /// <summary>Tiles below which Winograd's products do not fill a register tile.</summary>
    public long WinogradTiles { get; init; } = 9;

    /// <summary>Channels below which Winograd's vectors and reductions are too short.</summary>
    public long WinogradChannels { get; init; } = 32;

    /// <summary>Channels of a block of packed weights: two of the widest vectors.</summary>
    public long PackedBlock { get; init; } = 32;

    /// <summary>Vector registers; 0 for those that the instruction set has.</summary>
    public long Registers { get; init; }

    // --- graphics cards, at a nominal batch ---

    /// <summary>Groups that keep a large one busy.</summary>
    public long DeviceGroups { get; init; } = 256;

    /// <summary>Work below which copying to local memory gains nothing.</summary>
    public long DeviceLittleWork { get; init; } = 200_000;

    /// <summary>Work from which on one element for each work item is a last resort.</summary>
    public long DeviceMuchWork { get; init; } = 20_000_000;

    /// <summary>Points of a statement that one group takes on for a sample.</summary>
    public long DeviceSampleStatement { get; init; } = 16_384;

    /// <summary>What the property changes, by name. <c>cache</c> scales all bytes and <c>work</c> all multiply-adds, by value
    /// over default.</summary>
    private static readonly Dictionary<string, Func<Machine, long, Machine>> Settings = new()
    {
        ["cache"] = (machine, value) => machine.Caches(value),
        ["work"] = (machine, value) => machine.Works(value),
        ["row"] = (machine, value) => machine with { LongRow = value, LongSum = value },
        ["steps"] = (machine, value) => machine with { StepsOfMemorySum = value, StepsOfLoop = value },
        ["cells"] = (machine, value) => machine with { BandCells = value, BandCellsFar = 2 * value, WinogradTiles = value },
        ["channels"] = (machine, value) => machine with { WinogradChannels = value, PackedBlock = value },
        ["floats"] = (machine, value) => machine with { WinogradFloats = value },
        ["products"] = (machine, value) => machine with { SeparateProducts = value },
        ["bands"] = (machine, value) => machine with { Bands = value },
        ["sums"] = (machine, value) => machine with { FewSums = value },
        ["items"] = (machine, value) => machine with { Items = value },
        ["border"] = (machine, value) => machine with { Border = (value + CacheLine - 1) / CacheLine * CacheLine },
        ["bucket"] = (machine, value) => machine with { GradientBucket = value },
        ["batch"] = (machine, value) => machine with { Batch = (int)Math.Max(1, value) },
        ["registers"] = (machine, value) => machine with { Registers = value },
        ["groups"] = (machine, value) => machine with { DeviceGroups = value },
    };

    /// <summary>The names that <see cref="With"/> knows.</summary>
    public static IReadOnlyCollection<string> Names => Settings.Keys;

    /// <param name="name">One of <see cref="Names"/>.</param>
    public Machine With(string name, long value) => Settings[name](this, value);

    private Machine Caches(long bytes) =>
        this with
        {
            FirstLevelCache = Math.Max(1, (long)((double)FirstLevelCache * bytes / Default.SecondLevelCache)),
            SecondLevelCache = Math.Max(1, bytes),
        };

    private Machine Works(long points)
    {
        long Scaled(long size) => Math.Max(1, (long)((double)size * points / Default.SharedKernel));
        return this with
        {
            SharedKernel = Scaled(SharedKernel),
            QuantizedWork = Scaled(QuantizedWork),
            BandWholeWork = Scaled(BandWholeWork),
            SingleThreadPrediction = Scaled(SingleThreadPrediction),
            EpilogueGradient = Scaled(EpilogueGradient),
            PerSampleStatement = Scaled(PerSampleStatement),
            AllTapsAtOnce = Scaled(AllTapsAtOnce),
            PackedFewest = Scaled(PackedFewest),
            PackedFew = Scaled(PackedFew),
            DeviceLittleWork = Scaled(DeviceLittleWork),
            DeviceMuchWork = Scaled(DeviceMuchWork),
            DeviceSampleStatement = Scaled(DeviceSampleStatement),
        };
    }
}
