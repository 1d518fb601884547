namespace ModelCompiler.Generators.Support;

/// <summary>
/// The branches of what the compiler decides by sizes, counts and costs: for each rewrite and each part of a schedule the ways that it
/// can end. A test compiles small networks for toy machines until each has been
/// taken, and fails for one that is not; so whoever adds a decision adds its branches here, and a case that takes each of them.
/// </summary>
internal enum Branch
{
    // Rewrites: Winograd's way of a 3×3 convolution
    Winograd, WinogradFewChannels, WinogradFewTiles, WinogradMuchMemory, WinogradCostsMore,

    // Autodiff: transforms computed a second time instead of kept
    TransformMadeAnew, TransformKept,

    // Rewrites: sums over many positions in two steps
    SumInTwoSteps, SumInOneStep, RunsOfEqualLength, RunsOfNoLength,

    // Rewrites: concatenation
    ConcatenatedInPlace, ConcatenatedByCopy,

    // Grouping: maps in the epilogue of what they read
    EpilogueJoined, EpilogueReshaped, EpilogueOfOtherShape, EpilogueOfMemorySum, EpilogueTooLong,

    // Rewrites: split-K
    SumOfManyWeights, SumOfFewWeights, SumSplit, SumIndivisible,

    // Rewrites: all taps of a window as lanes (kn2row)
    TapsAsLanes, TapsOfLittleWork, TapsFillNoLanes,

    // Rewrites: kernel gradients summed with channels and filters exchanged
    GradientTransposed, GradientLanesFitAsTheyAre, GradientTooShortToTranspose,

    // Rewrites: kernel gradients summed for each sample
    BatchSplit, BatchSplitInBands, BatchOfManySums, BatchOfLittleWork, BatchOfSmallMaps,

    // Rewrites: packing of weights
    WeightsUsedOften, WeightsUsedRarely, WeightsInOrder, WeightsPackedInBlocks, WeightsReordered, WeightsPackedOnce,
    GradientWeightsEnough, GradientWeightsTooFew, GradientWeightsPacked, GradientWeightsTooMany,

    // Rewrites: weights in elements of fewer bits
    WeightsStreamed, WeightsOfCache,

    // Rewrites: contractions of bytes
    ChannelsInFours, ChannelsOfNoFours, BytesMultiplied, BytesOfLittleWork, BytesWithBorder, BytesAsTheInput,
    BytesPackedInBlocks, BytesInOrder,

    // Grouping: what named outputs alone need
    HeadApart, HeadNeeded,

    // Grouping: statements that share the loop over samples
    SampleIsLittleWork, SampleIsMuchWork, SamplesShareLoop, SamplesShareLoopAcrossPhases, SamplesOfOtherPhase, SumsOfOneValue,
    SumsOfOtherValues,

    // Grouping: bands of rows, or whole samples, through several kernels
    BandsOfNearWeights, BandsOfFarWeights, BandsWithoutProducts, BandsOfLittleBetween, BandsOfFewCells,
    WholeSample, WholeSampleLeavesCache, WholeBatchFitsCache, WholeSampleIsMuchWork, WholeSampleOfManyWeights,

    // Predictions of one sample
    OneSamplePath, NoOneSamplePath, OneSampleKernel, OneSampleSameKernel, OneSampleInRows, OneSampleInStrips,

    // Schedules: lanes
    LanesOfTiles, LanesAlone, LanesOfSums, Scalars, LanesTransposed, LanesTransposedCostMore, MatrixWrittenOut, MatrixTooLarge,
    RowsTurned, RowsByFloats,

    // Schedules: tiles in registers
    TileNone, TileOfOneCell, TileOfOneAxis, TileOfTwoAxes, TileOfSamples, TileTooLong, TileGuardUndecided, BlocksBalanced, DotTiled,
    DotGuarded, SumsGathered, SumsOneByOne,

    // Schedules: sums added up in memory
    BatchFitsCache, SampleIsFewSteps, MemorySumBySample, MemorySumAroundItems, MemorySumInItem, RowIsFewSteps,
    MemorySumByParts, PartsDecidedBefore, MemorySumOfLongRows, LongRowsUnsplit,
    MemorySumOfLanes, MemorySumOfLanesApart,

    // Schedules: order of loops
    AxesInOrder, SamplesInsideDots, SamplesInsideWeights, SamplesInsideBlocks, BlocksAreItems, BlocksAreTooFew, ResultInRows,
    RowsReadWhole, ProductsOneByOne, ProductsTogether, BandsOutside,

    // Schedules: prefetching of weights
    WeightsLeaveCache, WeightsFitCache, WeightsPrefetched, StripsPrefetched, StreamAlone, NextBlockPrefetched, BlockInPieces,
    BlockOfUnequalVectors, BlockTooLarge, BlockPassedOnce,

    // Schedules: unrolling
    TapsLooped, TapsOfFewSteps, TapsDivided, TapsAtBorder, Unrolled, UnrollingGuarded, UnrollingBringsNothing, UnrollingTooLong, LoopIsFree,
    TapRunLooped, TapRunOfLittleWork,

    // Tiles: epilogues that call functions
    EpilogueLooped, EpilogueWrittenOut,

    // Schedules: parallel items
    ItemsOfOneSample, ItemsOfBatch, ItemsOfMemorySum, ItemsOutsideSamples, ItemsOfAllLoops,

    // What the JIT inlines: kernels whole, with their tiles in methods, without rows; tiles by rows, without
    KernelFits, KernelInTiles, KernelPlain, TileByRows, TilePlain,

    // Devices
    DeviceTransform, DeviceTransformPair, DeviceSampleGroup, DeviceSampleTooLarge, DeviceGroupTree,
    DeviceGroupLoop, DeviceTreesOneByOne, DeviceCellsOneByOne,
    DeviceProduct, DeviceProductOfLittleWork, DeviceProductSplit, DeviceProductWhole, DeviceTree, DeviceTreeTooSmall, DeviceTreeNeeded,
    DeviceTreeNotNeeded, DeviceTreeSplit, DeviceTreeWhole,
    DeviceCellsLastResort, DeviceCellsTried,

    // Devices: a group's tile, in the order of the table of tiles
    DeviceTileLargest, DeviceTileLarge, DeviceTileMiddle, DeviceTileSmall, DeviceTileNarrow,
}
