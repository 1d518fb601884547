using ModelCompiler.Generators.Graph.Layers;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>
/// The closed set of operations that layers are made of. A new layer that is a composition of these touches no later stage.
/// Each has one shape rule (ShapeInference) and one definition as a comprehension (Comprehensions), from which gradient and kernels follow.
/// </summary>
internal abstract record Operation
{
    /// <summary>
    /// What a table of operations throws at one that it has no line for. Each table names every kind, so that a new one is not taken for
    /// something that it is not; a test reads them.
    /// </summary>
    public InvalidOperationException IsUnknownTo(string table) => new($"{table} has no line for {GetType().Name}: add one.");
}

// --- where values come from ---

/// <summary>The network's input; one sample has this shape.</summary>
internal sealed record InputOperation(Shape Shape) : Operation;

/// <summary>
/// Stands for a layer, or an input, whose declaration is wrong: its shape cannot be known. Never part of a checked graph.
/// </summary>
internal sealed record UnknownOperation : Operation;

// --- contractions: sums of products of a value with a kernel ---

/// <summary>
/// Slides a kernel over zero, one or two spatial axes and contracts the last: a dense layer has no window, Conv1D one, Conv2D two.
/// Kernel shape: window sizes, then input channels of a group, then filters.
/// </summary>
/// <param name="Groups">Each group of filters sees its own part of the channels only.</param>
internal sealed record Contraction(EquatableArray<Window> Windows, int Filters, ParameterDeclaration Kernel, int Groups = 1) : Operation
{
    /// <summary>How it is to be computed; null: as the model says.</summary>
    public ConvolutionKind? Algorithm { get; init; }
}

/// <summary>Whether a convolution may be replaced by a faster way to compute the same value.</summary>
internal enum ConvolutionKind { Auto, Direct }

/// <summary>
/// Slides kernels of its own over each channel. Kernel shape: window sizes, then channels, then multiplier; output channel c·multiplier + m
/// is channel c by its kernel m.
/// </summary>
internal sealed record DepthwiseContraction(EquatableArray<Window> Windows, int Multiplier, ParameterDeclaration Kernel) : Operation;

/// <summary>
/// Spreads a kernel around each cell: the gradient of a convolution whose strides it undoes. Kernel shape: window sizes, then filters, then
/// input channels. Padding is that convolution's.
/// </summary>
/// <param name="OutputPadding">Cells more at the end of the output; null: the sizes of Keras without output padding.</param>
internal sealed record TransposedContraction(EquatableArray<Window> Windows, int Filters, ParameterDeclaration Kernel,
    int? OutputPadding = null) : Operation;

/// <summary>
/// The same constant kernel over each channel. Of several kernels, all of one size, the magnitude: the root of the sum of the squares.
/// </summary>
internal sealed record FixedFilter(EquatableArray<Window> Windows, EquatableArray<EquatableArray<float>> Kernels) : Operation;

/// <summary>Adds one bias for each channel (the last axis), or for each channel at each place.</summary>
internal sealed record BiasAddition(ParameterDeclaration Bias, bool PerPosition = false) : Operation;

// --- element by element ---

/// <param name="Alpha">
/// The kind's first number, <paramref name="Beta"/> its second, as <see cref="ActivationKind"/> says; 0 where it has none.
/// </param>
internal sealed record Activation(ActivationKind Kind, float Alpha, float Beta = 0) : Operation;

/// <summary>x where it is positive, alpha·x elsewhere; one alpha for each element.</summary>
/// <param name="SharedAxes">Axes along which there is one alpha for all, in order, from 1 for a sample's first.</param>
internal sealed record LearntRectifier(ParameterDeclaration Alpha, EquatableArray<int> SharedAxes) : Operation;

/// <summary>
/// Zeroes elements with probability <paramref name="Rate"/> while training and scales the others by 1 / (1 - rate); the identity otherwise.
/// </summary>
internal sealed record DropoutOperation(float Rate, DropoutUnit Unit = DropoutUnit.Element) : Operation;

/// <summary>Adds a normal number of mean 0 to each element while training; the identity otherwise.</summary>
internal sealed record NoiseOperation(float Deviation) : Operation;

// --- several values ---

/// <summary>
/// A number drawn from each normal distribution of two values, means and logarithms of variances, while training; the means otherwise. The
/// divergence of the distributions from the standard one, times a weight, is part of the loss.
/// </summary>
internal sealed record Sampling(float DivergenceWeight) : Operation;

/// <summary>
/// Values element by element; along an axis of one element a value counts for each element of the others, and a vector is a map of one
/// cell.
/// </summary>
internal sealed record Join(JoinKind Kind) : Operation;

/// <summary>Puts values beside each other along the last axis.</summary>
internal sealed record Concatenation : Operation;

// --- along the last axis ---

internal sealed record SoftmaxOperation : Operation;

// --- statistics over the batch ---

/// <summary>
/// <c>(x - mean) / sqrt(variance + epsilon) · gamma + beta</c> for each channel (the last axis). Training takes mean and (biased) variance
/// from the batch and moves the moving ones towards them, <c>moving · momentum + batch · (1 - momentum)</c>; a prediction takes the moving
/// ones.
/// </summary>
/// <param name="Gamma">Null is 1.</param>
/// <param name="Beta">Null is 0.</param>
/// <param name="LearnsStatistics">False: training takes the moving statistics, too, and leaves them alone.</param>
internal sealed record ChannelNormalization(
    float Momentum,
    float Epsilon,
    ParameterDeclaration? Gamma,
    ParameterDeclaration? Beta,
    ParameterDeclaration MovingMean,
    ParameterDeclaration MovingVariance,
    bool LearnsStatistics) : Operation
{
    /// <summary>Those that there are, in the order in which Keras saves them.</summary>
    public IEnumerable<ParameterDeclaration> Parameters => new[] { Gamma, Beta, MovingMean, MovingVariance }.OfType<ParameterDeclaration>();
}

/// <summary>
/// <c>(x - mean) / sqrt(variance + epsilon) · gamma + beta</c>, by the statistics of a part of one sample; gamma and beta for each channel.
/// </summary>
/// <param name="Groups">
/// The part is a group of neighbouring channels in all cells; of -1 channels each. 0: all channels of one cell.
/// </param>
/// <param name="Gamma">Null is 1.</param>
/// <param name="Beta">Null is 0.</param>
internal sealed record SampleNormalization(int Groups, float Epsilon, ParameterDeclaration? Gamma, ParameterDeclaration? Beta) : Operation
{
    /// <summary>As <see cref="Groups"/> of as many groups as there are channels.</summary>
    public const int EachChannel = -1;

    /// <summary>As <see cref="Groups"/>: along the channels of each cell.</summary>
    public const int AlongChannels = 0;

    /// <summary>Those that there are, in the order in which Keras saves them.</summary>
    public IEnumerable<ParameterDeclaration> Parameters => new[] { Gamma, Beta }.OfType<ParameterDeclaration>();
}

/// <summary><c>x / (bias + alpha·Σ x²)^beta</c>, the sum over the channels at most <paramref name="Radius"/> away.</summary>
internal sealed record ResponseNormalization(int Radius, float Bias, float Alpha, float Beta) : Operation;

// --- windows and reductions ---

/// <summary>
/// Pools the spatial axes. An average counts only cells inside the input (TensorFlow's rule for "same"); <see cref="PaddingMode.Explicit"/>
/// counts likewise.
/// </summary>
/// <param name="CountsPadding">An average counts the declared padding as zeros, too.</param>
internal sealed record WindowReduction(PoolKind Kind, EquatableArray<Window> Windows, bool CountsPadding = false) : Operation;

/// <summary>The middle of the numbers of each window, whose size is odd; cells outside the map count as 0.</summary>
internal sealed record MedianFilter(EquatableArray<Window> Windows) : Operation;

/// <summary>Reduces all spatial axes; channels stay.</summary>
/// <param name="SpatialAxes">1 for sequences, 2 for maps.</param>
/// <param name="KeepsAxes">The spatial axes stay, of one cell each.</param>
internal sealed record GlobalReduction(PoolKind Kind, int SpatialAxes, bool KeepsAxes = false) : Operation;

// --- layout ---

/// <summary>Sees the same numbers under another shape; one extent may be -1 and is then inferred. Flatten is <c>[-1]</c>.</summary>
internal sealed record ReshapeOperation(Shape Target) : Operation;

/// <summary>Neighbouring elements along one axis.</summary>
/// <param name="Axis">From 1 for a sample's first axis; -1 is the last.</param>
internal sealed record SliceOperation(int Axis, int Start, int Length) : Operation;

/// <summary>One of several equal parts of the channels.</summary>
internal sealed record ChannelSplit(int Parts, int Part) : Operation;

/// <summary>Channels of several groups take turns.</summary>
internal sealed record ChannelShuffle(int Groups) : Operation;

/// <summary>Channels c·r² + i·r + j become row i and column j of channel c in cells of r×r.</summary>
internal sealed record PixelShuffle(int Factor) : Operation;

/// <summary>Another order of the axes.</summary>
/// <param name="Dims">For each axis of the output the axis of the input, from 1.</param>
internal sealed record Permutation(EquatableArray<int> Dims) : Operation;

/// <summary>Surrounds a map with zeros.</summary>
internal sealed record ZeroPadding(int Top, int Bottom, int Left, int Right) : Operation;

/// <summary>Cuts rows and columns off a map.</summary>
internal sealed record Cropping(int Top, int Bottom, int Left, int Right) : Operation;

/// <summary>
/// Makes each cell of a map <paramref name="Height"/>×<paramref name="Width"/> cells: copies, or on the lines between the cells' centres.
/// </summary>
internal sealed record Upsampling(int Height, int Width, UpsamplingKind Kind) : Operation;

internal enum UpsamplingKind { Nearest, Bilinear }

internal enum ActivationKind
{
    Linear,
    ReLU,

    /// <summary>Alpha: the slope below zero.</summary>
    LeakyReLU,

    /// <summary>Alpha: minus the limit at minus infinity.</summary>
    ELU,
    Sigmoid,
    Tanh,

    /// <summary>Alpha: the least value, beta: the greatest; both may be infinite.</summary>
    Clip,

    /// <summary>x from beta on, alpha·(x - beta) below.</summary>
    ThresholdedReLU,

    /// <summary>x/6 + 1/2 between 0 and 1.</summary>
    HardSigmoid,

    /// <summary>x·hardsigmoid(x).</summary>
    HardSwish,

    /// <summary>x·sigmoid(x).</summary>
    SiLU,

    /// <summary>x·Φ(x), Φ the distribution function of the standard normal distribution.</summary>
    GELU,

    /// <summary>GELU with Φ approximated by tanh.</summary>
    TanhGELU,

    /// <summary>log(1 + exp x).</summary>
    Softplus,
}

internal enum PoolKind { Max, Average }

internal enum JoinKind { Add, Subtract, Multiply, Average, Maximum, Minimum }

/// <summary>What dropout keeps or drops as a whole.</summary>
internal enum DropoutUnit { Element, Channel, Sample }

internal enum PaddingMode { Valid, Same, Explicit }

/// <summary>How a window slides along one spatial axis, as declared.</summary>
/// <param name="Pad">Cells of padding before the first; counts only with <see cref="PaddingMode.Explicit"/>.</param>
/// <param name="PadAfter">Cells of padding after the last.</param>
internal sealed record Window(int Size, int Stride, int Dilation, PaddingMode Padding, int Pad, int PadAfter)
{
    public Window(int size, int stride, int dilation, PaddingMode padding, int pad) : this(size, stride, dilation, padding, pad, pad)
    {
    }

    /// <summary>Whether a last window that begins inside and runs over the end counts.</summary>
    public bool RoundsUp { get; init; }
}

/// <summary>A tensor of weights that a layer owns; its shape follows from the operation.</summary>
/// <param name="Name">Full name: <c>conv2d_1.kernel</c>.</param>
internal sealed record ParameterDeclaration(string Name, InitializerSpec Initializer, float L1, float L2, bool Trainable)
{
    /// <summary>Whether it is the range of a layer's input, which calibration finds and a file may lack.</summary>
    public bool IsRange { get; init; }
}

/// <summary>How a parameter starts.</summary>
/// <param name="Kind">A member's name of <c>ModelCompiler.Initializer</c>.</param>
/// <param name="A">Mean, minimum, constant, scale or gain, as the kind needs.</param>
/// <param name="B">Standard deviation or maximum.</param>
internal sealed record InitializerSpec(string Kind, float A = 0, float B = 0)
{
    /// <summary>What a scaled variance is divided by.</summary>
    public FanChoice Fan { get; init; }

    /// <summary>How numbers of a scaled variance are drawn.</summary>
    public DistributionChoice Distribution { get; init; }
}
