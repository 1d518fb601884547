using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>
/// The closed set of operations that layers are made of. A new layer that is a composition of these touches no later stage.
/// Each has one shape rule (ShapeInference) and one definition as a comprehension (Comprehensions), from which gradient and kernels follow.
/// </summary>
internal abstract record Operation;

// --- where values come from ---

/// <summary>The network's input; one sample has this shape.</summary>
internal sealed record InputOperation(Shape Shape) : Operation;

/// <summary>Stands for a layer, or an input, whose declaration is wrong: its shape cannot be known. Never part of a checked graph.</summary>
internal sealed record UnknownOperation : Operation;

// --- contractions: sums of products of a value with a kernel ---

/// <summary>
/// Slides a kernel over zero, one or two spatial axes and contracts the last: a dense layer has no window, Conv1D one, Conv2D two.
/// Kernel shape: window sizes, then input channels of a group, then filters.
/// </summary>
/// <param name="Groups">Each group of filters sees its own part of the channels only.</param>
internal sealed record Contraction(EquatableArray<Window> Windows, int Filters, ParameterDeclaration Kernel, int Groups = 1) : Operation;

/// <summary>Slides kernels of its own over each channel. Kernel shape: window sizes, then channels, then multiplier; output channel c·multiplier + m is channel c by its kernel m.</summary>
internal sealed record DepthwiseContraction(EquatableArray<Window> Windows, int Multiplier, ParameterDeclaration Kernel) : Operation;

/// <summary>
/// Spreads a kernel around each cell: the gradient of a convolution whose strides it undoes. Kernel shape: window sizes, then filters, then input channels. Padding is that
/// convolution's, valid or same.
/// </summary>
internal sealed record TransposedContraction(EquatableArray<Window> Windows, int Filters, ParameterDeclaration Kernel) : Operation;

/// <summary>
/// The same constant kernel over each channel. Of several kernels, all of one size, the magnitude: the root of the sum of the squares.
/// </summary>
internal sealed record FixedFilter(EquatableArray<Window> Windows, EquatableArray<EquatableArray<float>> Kernels) : Operation;

/// <summary>Adds one bias for each channel (the last axis), or for each channel at each place.</summary>
internal sealed record BiasAddition(ParameterDeclaration Bias, bool PerPosition = false) : Operation;

// --- element by element ---

/// <param name="Alpha">The kind's first number, <paramref name="Beta"/> its second, as <see cref="ActivationKind"/> says; 0 where it has none.</param>
internal sealed record Activation(ActivationKind Kind, float Alpha, float Beta = 0) : Operation;

/// <summary>x where it is positive, alpha·x elsewhere; one alpha for each element.</summary>
/// <param name="SharedAxes">Axes along which there is one alpha for all, in order, from 1 for a sample's first.</param>
internal sealed record LearntRectifier(ParameterDeclaration Alpha, EquatableArray<int> SharedAxes) : Operation;

/// <summary>Zeroes elements with probability <paramref name="Rate"/> while training and scales the others by 1 / (1 - rate); the identity otherwise.</summary>
internal sealed record DropoutOperation(float Rate) : Operation;

// --- several values ---

/// <summary>Adds or multiplies values of one shape.</summary>
internal sealed record Join(JoinKind Kind) : Operation;

/// <summary>Puts values beside each other along the last axis.</summary>
internal sealed record Concatenation : Operation;

// --- along the last axis ---

internal sealed record SoftmaxOperation : Operation;

// --- statistics over the batch ---

/// <summary>
/// <c>(x - mean) / sqrt(variance + epsilon) · gamma + beta</c> for each channel (the last axis). Training takes mean and (biased) variance from the batch and moves the moving ones
/// towards them, <c>moving · momentum + batch · (1 - momentum)</c>; a prediction takes the moving ones.
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

/// <summary><c>x / (bias + alpha·Σ x²)^beta</c>, the sum over the channels at most <paramref name="Radius"/> away.</summary>
internal sealed record ResponseNormalization(int Radius, float Bias, float Alpha, float Beta) : Operation;

// --- windows and reductions ---

/// <summary>Pools the spatial axes. An average counts only cells inside the input (TensorFlow's rule for "same"); <see cref="PaddingMode.Explicit"/> counts likewise.</summary>
internal sealed record WindowReduction(PoolKind Kind, EquatableArray<Window> Windows) : Operation;

/// <summary>The middle of the numbers of each window, whose size is odd; cells outside the map count as 0.</summary>
internal sealed record MedianFilter(EquatableArray<Window> Windows) : Operation;

/// <summary>Reduces all spatial axes; channels stay.</summary>
/// <param name="SpatialAxes">1 for sequences, 2 for maps.</param>
internal sealed record GlobalReduction(PoolKind Kind, int SpatialAxes) : Operation;

// --- layout ---

/// <summary>Sees the same numbers under another shape; one extent may be -1 and is then inferred. Flatten is <c>[-1]</c>.</summary>
internal sealed record ReshapeOperation(Shape Target) : Operation;

/// <summary>Surrounds a map with zeros.</summary>
internal sealed record ZeroPadding(int Top, int Bottom, int Left, int Right) : Operation;

/// <summary>Cuts rows and columns off a map.</summary>
internal sealed record Cropping(int Top, int Bottom, int Left, int Right) : Operation;

/// <summary>Makes each cell of a map <paramref name="Height"/>×<paramref name="Width"/> cells: copies, or on the lines between the cells' centres.</summary>
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

internal enum JoinKind { Add, Multiply }

internal enum PaddingMode { Valid, Same, Explicit }

/// <summary>How a window slides along one spatial axis, as declared.</summary>
/// <param name="Pad">Cells of padding on each side; counts only with <see cref="PaddingMode.Explicit"/>.</param>
internal sealed record Window(int Size, int Stride, int Dilation, PaddingMode Padding, int Pad);

/// <summary>A tensor of weights that a layer owns; its shape follows from the operation.</summary>
/// <param name="Name">Full name: <c>conv2d_1.kernel</c>.</param>
internal sealed record ParameterDeclaration(string Name, InitializerSpec Initializer, float L1, float L2, bool Trainable);

/// <summary>How a parameter starts.</summary>
/// <param name="Kind">A member's name of <c>ModelCompiler.Initializer</c>.</param>
/// <param name="A">Mean, minimum or constant, as the kind needs.</param>
/// <param name="B">Standard deviation or maximum.</param>
internal sealed record InitializerSpec(string Kind, float A = 0, float B = 0);
