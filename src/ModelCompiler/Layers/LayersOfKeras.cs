using System.ComponentModel;

namespace ModelCompiler;

// Keras's layers that this library does not have. Each use is an error that says what to write instead; docs/limits.md has all of them.

#pragma warning disable CS9113 // Arguments are taken so that nothing but the layer itself is an error.

/// <summary>
/// Not a layer of this library. Recurrent layers are not here: a sequence of fixed length goes through [Conv1D], dilated to see far and
/// with PadLeft to see no later step.
/// </summary>
/// <param name="arguments">Anything.</param>
[Obsolete(
    "Recurrent layers are not here: a sequence of fixed length goes through [Conv1D], dilated to see far and with PadLeft to see no later "
        + "step. See docs/limits.md.", error: true, DiagnosticId = "MC0050",
    UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LSTMAttribute(params object[] arguments) : Attribute;

/// <summary>
/// Not a layer of this library. Recurrent layers are not here: a sequence of fixed length goes through [Conv1D], dilated to see far and
/// with PadLeft to see no later step.
/// </summary>
/// <param name="arguments">Anything.</param>
[Obsolete(
    "Recurrent layers are not here: a sequence of fixed length goes through [Conv1D], dilated to see far and with PadLeft to see no later "
        + "step. See docs/limits.md.", error: true, DiagnosticId = "MC0050",
    UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GRUAttribute(params object[] arguments) : Attribute;

/// <summary>
/// Not a layer of this library. Recurrent layers are not here: a sequence of fixed length goes through [Conv1D], dilated to see far and
/// with PadLeft to see no later step.
/// </summary>
/// <param name="arguments">Anything.</param>
[Obsolete(
    "Recurrent layers are not here: a sequence of fixed length goes through [Conv1D], dilated to see far and with PadLeft to see no later "
        + "step. See docs/limits.md.", error: true, DiagnosticId = "MC0050",
    UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SimpleRNNAttribute(params object[] arguments) : Attribute;

/// <summary>Not a layer of this library. Recurrent layers are not here: [Conv1D] with Padding.Same sees both directions.</summary>
/// <param name="arguments">Anything.</param>
[Obsolete("Recurrent layers are not here: [Conv1D] with Padding.Same sees both directions. See docs/limits.md.", error: true,
    DiagnosticId = "MC0050", UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BidirectionalAttribute(params object[] arguments) : Attribute;

/// <summary>Not a layer of this library. A layer on each step is [Conv1D(filters, 1)].</summary>
/// <param name="arguments">Anything.</param>
[Obsolete("A layer on each step is [Conv1D(filters, 1)]. See docs/limits.md.", error: true, DiagnosticId = "MC0050",
    UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TimeDistributedAttribute(params object[] arguments) : Attribute;

/// <summary>
/// Not a layer of this library. Tables of vectors are not here: [Conv1D(n, 1, UseBias = false)] on one-hot vectors is one, or look vectors
/// up before they come in.
/// </summary>
/// <param name="arguments">Anything.</param>
[Obsolete(
    "Tables of vectors are not here: [Conv1D(n, 1, UseBias = false)] on one-hot vectors is one, or look vectors up before they come "
        + "in. See docs/limits.md.", error: true, DiagnosticId = "MC0050",
    UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EmbeddingAttribute(params object[] arguments) : Attribute;

/// <summary>
/// Not a layer of this library. Attention is not here: squeeze-and-excitation, [GlobalAveragePooling2D(KeepDims = true)] with 1×1
/// convolutions and [Multiply], weighs channels.
/// </summary>
/// <param name="arguments">Anything.</param>
[Obsolete(
    "Attention is not here: squeeze-and-excitation, [GlobalAveragePooling2D(KeepDims = true)] with 1×1 convolutions and [Multiply], "
        + "weighs channels. See docs/limits.md.", error: true, DiagnosticId = "MC0050",
    UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AttentionAttribute(params object[] arguments) : Attribute;

/// <summary>
/// Not a layer of this library. Attention is not here: squeeze-and-excitation, [GlobalAveragePooling2D(KeepDims = true)] with 1×1
/// convolutions and [Multiply], weighs channels.
/// </summary>
/// <param name="arguments">Anything.</param>
[Obsolete(
    "Attention is not here: squeeze-and-excitation, [GlobalAveragePooling2D(KeepDims = true)] with 1×1 convolutions and [Multiply], "
        + "weighs channels. See docs/limits.md.", error: true, DiagnosticId = "MC0050",
    UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MultiHeadAttentionAttribute(params object[] arguments) : Attribute;

/// <summary>
/// Not a layer of this library. Maps have two spatial axes: the slices of a volume can be channels of a map for [Conv2D].
/// </summary>
/// <param name="arguments">Anything.</param>
[Obsolete("Maps have two spatial axes: the slices of a volume can be channels of a map for [Conv2D]. See docs/limits.md.", error: true,
    DiagnosticId = "MC0050", UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv3DAttribute(params object[] arguments) : Attribute;

/// <summary>Not a layer of this library. Layers have no code of their own: compositions are blocks, [Block] and [Use&lt;T&gt;].</summary>
/// <param name="arguments">Anything.</param>
[Obsolete("Layers have no code of their own: compositions are blocks, [Block] and [Use<T>]. See docs/limits.md.", error: true,
    DiagnosticId = "MC0050", UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LambdaAttribute(params object[] arguments) : Attribute;

/// <summary>
/// Not a layer of this library. Sequences have one length: pad them, or declare a model for each length with [SharesWeightsOf&lt;T&gt;].
/// </summary>
/// <param name="arguments">Anything.</param>
[Obsolete("Sequences have one length: pad them, or declare a model for each length with [SharesWeightsOf<T>]. See docs/limits.md.",
    error: true, DiagnosticId = "MC0050", UrlFormat = "https://github.com/modelcompiler/modelcompiler/blob/main/docs/limits.md")]
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaskingAttribute(params object[] arguments) : Attribute;
