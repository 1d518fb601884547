namespace ModelCompiler;

/// <summary>
/// What an <see cref="ArchitectureNode"/> can do, by name. Values are channels last; windows are heights, then widths. Settings are given
/// with what holds where they are absent.
/// </summary>
public static class Operations
{
    /// <summary>The network's input. Reads nothing.</summary>
    public const string Input = "Input";

    /// <summary>
    /// A kernel that slides over a sequence or map. Weights: kernel <c>[window…, channels / groups, filters]</c>. Settings: filters;
    /// window; strides (1); dilation (1); padding (<c>Valid</c>, or as declared <c>Same</c>, <c>Explicit</c>), pads (the numbers it comes
    /// to: before for each axis, then after; 0); groups (1); l1, l2 (0).
    /// </summary>
    public const string Convolution = "Convolution";

    /// <summary>
    /// Kernels of its own for each channel. Weights: kernel <c>[window…, channels, multiplier]</c>. Settings: multiplier (1), and as
    /// <see cref="Convolution"/>.
    /// </summary>
    public const string DepthwiseConvolution = "DepthwiseConvolution";

    /// <summary>
    /// A convolution turned round. Weights: kernel <c>[window…, filters, channels]</c>. Settings as <see cref="Convolution"/>; pads are
    /// those of the convolution from output to input.
    /// </summary>
    public const string TransposedConvolution = "TransposedConvolution";

    /// <summary>A product with a matrix. Weights: kernel <c>[in, out]</c>. Settings: l1, l2 (0).</summary>
    public const string Dense = "Dense";

    /// <summary>
    /// The same constant kernel over each channel; of several, the root of the sum of the squares. Settings: kernels (1); numbers (all
    /// kernels' one after the other, row by row); window; strides, padding, pads as <see cref="Convolution"/>.
    /// </summary>
    public const string FixedFilter = "FixedFilter";

    /// <summary>Adds a number for each channel. Weights: bias <c>[channels]</c>.</summary>
    public const string Bias = "Bias";

    /// <summary>Adds a number for each channel at each place. Weights: bias, of the value's shape.</summary>
    public const string PositionBias = "PositionBias";

    /// <summary><c>max(x, 0)</c>.</summary>
    public const string ReLU = "ReLU";

    /// <summary><c>x</c> above 0, <c>alpha·x</c> below. Settings: alpha (0).</summary>
    public const string LeakyReLU = "LeakyReLU";

    /// <summary><c>x</c> above 0, <c>alpha·(eˣ - 1)</c> below. Settings: alpha (0).</summary>
    public const string ELU = "ELU";

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    public const string Sigmoid = "Sigmoid";

    /// <summary>The hyperbolic tangent.</summary>
    public const string Tanh = "Tanh";

    /// <summary><c>min(max(x, alpha), beta)</c>. Settings: alpha, beta, either of which may be infinite.</summary>
    public const string Clip = "Clip";

    /// <summary><c>x</c> from beta on, <c>alpha·(x - beta)</c> below. Settings: alpha, beta.</summary>
    public const string ThresholdedReLU = "ThresholdedReLU";

    /// <summary>
    /// <c>x</c> above 0, <c>alpha·x</c> below, with slopes that are learnt. Weights: alpha, of the value's shape with 1 for axes in shared.
    /// Settings: shared (axes from 1; none).
    /// </summary>
    public const string PReLU = "PReLU";

    /// <summary><c>x/6 + 1/2</c> between 0 and 1.</summary>
    public const string HardSigmoid = "HardSigmoid";

    /// <summary><c>x·hardsigmoid(x)</c>.</summary>
    public const string HardSwish = "HardSwish";

    /// <summary><c>x·sigmoid(x)</c>.</summary>
    public const string SiLU = "SiLU";

    /// <summary><c>x·Φ(x)</c>, Φ the distribution function of the standard normal distribution.</summary>
    public const string GELU = "GELU";

    /// <summary><see cref="GELU"/> with Φ approximated by tanh.</summary>
    public const string TanhGELU = "TanhGELU";

    /// <summary><c>log(1 + eˣ)</c>.</summary>
    public const string Softplus = "Softplus";

    /// <summary>The value as it is.</summary>
    public const string Linear = "Linear";

    /// <summary>Probabilities along the channels.</summary>
    public const string Softmax = "Softmax";

    /// <summary>
    /// Zeroes elements while training; the identity otherwise. Settings: rate; unit (<c>Element</c>; <c>Channel</c>, <c>Sample</c>: what is
    /// dropped as a whole).
    /// </summary>
    public const string Dropout = "Dropout";

    /// <summary>Adds normal numbers while training; the identity otherwise. Settings: stddev.</summary>
    public const string GaussianNoise = "GaussianNoise";

    /// <summary>
    /// Of means and logarithms of variances: drawn numbers while training, the means otherwise. Settings: divergence_weight (0).
    /// </summary>
    public const string Sampling = "Sampling";

    /// <summary>
    /// The sum, element by element. Along an axis of one element a value counts for each element of the others; a vector beside maps is a
    /// map of one cell.
    /// </summary>
    public const string Add = "Add";

    /// <summary>The first value less the second. Shapes as for <see cref="Add"/>.</summary>
    public const string Subtract = "Subtract";

    /// <summary>The product, element by element. Shapes as for <see cref="Add"/>.</summary>
    public const string Multiply = "Multiply";

    /// <summary>The mean of the values, element by element. Shapes as for <see cref="Add"/>.</summary>
    public const string Average = "Average";

    /// <summary>The largest element. Shapes as for <see cref="Add"/>.</summary>
    public const string Maximum = "Maximum";

    /// <summary>The least element. Shapes as for <see cref="Add"/>.</summary>
    public const string Minimum = "Minimum";

    /// <summary>Values beside each other along the channels.</summary>
    public const string Concatenate = "Concatenate";

    /// <summary>
    /// <c>(x - moving_mean) / sqrt(moving_variance + epsilon) · gamma + beta</c> for each channel. Weights: gamma (1), beta (0),
    /// moving_mean, moving_variance, each <c>[channels]</c>. Settings: momentum, epsilon.
    /// </summary>
    public const string BatchNormalization = "BatchNormalization";

    /// <summary>
    /// <c>(x - mean) / sqrt(variance + epsilon) · gamma + beta</c> by the statistics of each cell's channels. Weights: gamma (1), beta (0),
    /// each <c>[channels]</c>. Settings: epsilon.
    /// </summary>
    public const string LayerNormalization = "LayerNormalization";

    /// <summary>
    /// The same by the statistics of groups of neighbouring channels over all cells of a sample. Weights as
    /// <see cref="LayerNormalization"/>. Settings: groups, epsilon.
    /// </summary>
    public const string GroupNormalization = "GroupNormalization";

    /// <summary>
    /// <c>x / (bias + alpha·Σ x²)^beta</c>, the sum over the channels at most radius away. Settings: radius, bias, alpha, beta.
    /// </summary>
    public const string ResponseNormalization = "ResponseNormalization";

    /// <summary>
    /// The maximum of each window, of cells inside the input. Settings: window; strides, padding, pads as <see cref="Convolution"/>
    /// (strides here: 1, too); ceil (false; true: the last window may run over the end, which pads then counts).
    /// </summary>
    public const string MaxPooling = "MaxPooling";

    /// <summary>
    /// The average of each window, of cells inside the input. Settings as <see cref="MaxPooling"/>, and count_include_pad (false; true:
    /// declared padding counts as zeros).
    /// </summary>
    public const string AveragePooling = "AveragePooling";

    /// <summary>The middle of the numbers of each window; cells outside count as 0. Settings as <see cref="MaxPooling"/>.</summary>
    public const string MedianFilter = "MedianFilter";

    /// <summary>The maximum of each channel: shape <c>[channels]</c>, or where the axes stay <c>[1, 1, channels]</c>.</summary>
    public const string GlobalMaxPooling = "GlobalMaxPooling";

    /// <summary>The average of each channel: shape <c>[channels]</c>, or where the axes stay <c>[1, 1, channels]</c>.</summary>
    public const string GlobalAveragePooling = "GlobalAveragePooling";

    /// <summary>The same numbers in another shape.</summary>
    public const string Reshape = "Reshape";

    /// <summary>
    /// Neighbouring elements along one axis, as many as the shape says. Settings: axis (from 1, of a sample), start (from 0).
    /// </summary>
    public const string Slice = "Slice";

    /// <summary>Channel <c>g·n + i</c> becomes <c>i·groups + g</c>, n channels in a group. Settings: groups.</summary>
    public const string ChannelShuffle = "ChannelShuffle";

    /// <summary>Channel <c>c·r² + i·r + j</c> becomes row i and column j of channel c in cells of r×r. Settings: factor (r).</summary>
    public const string PixelShuffle = "PixelShuffle";

    /// <summary>Axes in another order. Settings: axes (for each of the output that of the input, from 1).</summary>
    public const string Permute = "Permute";

    /// <summary>Zeros around a map. Settings: sides (top, bottom, left, right).</summary>
    public const string ZeroPadding = "ZeroPadding";

    /// <summary>A map without its border. Settings: sides (top, bottom, left, right).</summary>
    public const string Cropping = "Cropping";

    /// <summary>
    /// A larger map. Settings: size (how many times as high and as wide); kind (<c>Nearest</c>, or <c>Bilinear</c>: on the lines between
    /// the cells' centres).
    /// </summary>
    public const string Upsampling = "Upsampling";
}
