using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>
/// What the layers made of the first samples of one training step, and the gradients of that. It is copied while the step runs, since a
/// step uses its memory again; what a step keeps in registers only, where layers are fused, is not there and <see cref="LayerCapture"/>
/// says so. From <see cref="Trainer{T}.CaptureNextStep"/>.
/// </summary>
public sealed class StepCapture
{
    internal StepCapture(ModelSummary summary, int samples)
    {
        Wanted = samples;
        Layers = [.. summary.Layers.Select(l => new LayerCapture(l))];
    }

    /// <summary>Samples that were asked for.</summary>
    public int Wanted { get; }

    /// <summary>Samples that were copied: fewer where the step's batch was smaller; 0 until the step was taken.</summary>
    public int Samples { get; private set; }

    /// <summary>Seconds of the step's forward pass and loss, without what copying took; NaN until the step was taken.</summary>
    public double ForwardSeconds { get; private set; } = double.NaN;

    /// <summary>Seconds of the step's backward pass, likewise, without the update of the weights.</summary>
    public double BackwardSeconds { get; private set; } = double.NaN;

    /// <summary>Whether a layer's values are wanted, by its place in the summary; null for all.</summary>
    internal Func<int, bool>? Wants { get; set; }

    /// <summary>The layers in the order of the summary.</summary>
    public IReadOnlyList<LayerCapture> Layers { get; }

    /// <summary>A layer by its name.</summary>
    /// <exception cref="ArgumentException">The model has no such layer.</exception>
    public LayerCapture this[string layer] =>
        Layers.FirstOrDefault(l => l.Layer == layer)
        ?? throw new ArgumentException(
            $"The model has no layer '{layer}'. It has: {string.Join(", ", Layers.Select(l => l.Layer))}.", nameof(layer));

    internal void Begin(int batch)
    {
        Samples = Math.Min(batch, Wanted);
        (ForwardSeconds, BackwardSeconds) = (double.NaN, double.NaN);
        foreach (LayerCapture layer in Layers)
            layer.Clear();
    }

    /// <summary>Makes gradients of a part's mean loss those of the batch's.</summary>
    internal void ScaleGradients(float weight)
    {
        foreach (LayerCapture layer in Layers)
            layer.ScaleGradients(weight);
    }

    internal void End(double forward, double backward, long copying) =>
        (ForwardSeconds, BackwardSeconds, CopyTicks) = (forward, backward, copying);

    /// <summary>Stopwatch ticks that copying took.</summary>
    internal long CopyTicks { get; private set; }

    /// <summary>Copies a value.</summary>
    /// <param name="value">Which, and where.</param>
    /// <param name="memory">The value's memory from its first sample on.</param>
    internal void Copy(StepValueLayout value, ReadOnlySpan<float> memory) =>
        value.Gather(memory, Samples, Layers[value.Layer].Room(value.Kind, Samples * value.Count));
}

/// <summary>One layer's part of a <see cref="StepCapture"/>.</summary>
public sealed class LayerCapture
{
    private float[] outputs = [];
    private float[] gradients = [];
    private int outputLength;
    private int gradientLength;

    internal LayerCapture(LayerSummary summary) => (Layer, Shape) = (summary.Name, summary.OutputShape);

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>Extents of one sample's output.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The outputs, <c>[samples, shape]</c>, channels last; empty where the step holds them in registers only.</summary>
    public ReadOnlySpan<float> Outputs => outputs.AsSpan(0, outputLength);

    /// <summary>
    /// The gradient of the batch's mean loss with respect to the outputs, in their layout; empty where the step holds it in registers only.
    /// </summary>
    public ReadOnlySpan<float> Gradients => gradients.AsSpan(0, gradientLength);

    /// <summary>
    /// Whether <see cref="Gradients"/> are those of what the layer's activation function is applied to: fused steps keep these and not
    /// those of its result.
    /// </summary>
    public bool GradientsBeforeActivation { get; private set; }

    internal void Clear() => (outputLength, gradientLength) = (0, 0);

    internal void ScaleGradients(float weight)
    {
        foreach (ref float gradient in gradients.AsSpan(0, gradientLength))
            gradient *= weight;
    }

    internal Span<float> Room(int kind, int length)
    {
        if (kind == 0)
        {
            outputLength = length;
            return Room(ref outputs, length);
        }

        GradientsBeforeActivation = kind == 2;
        gradientLength = length;
        return Room(ref gradients, length);
    }

    private static Span<float> Room(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
        return buffer.AsSpan(0, length);
    }
}
