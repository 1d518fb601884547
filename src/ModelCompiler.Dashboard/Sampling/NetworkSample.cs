using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ModelCompiler.Dashboard;

/// <summary>
/// The network at one step, layer by layer. It never changes once it is shown; what it costs to write it down for viewers is spent once and
/// counted.
/// </summary>
internal sealed class NetworkSample(long version, long step, LayerSample[] layers, Budget budget)
{
    private readonly ConcurrentDictionary<int, byte[]> written = [];

    public long Version => version;

    /// <summary>What a viewer that watches these layers is sent.</summary>
    public byte[] Message(int[] watched) => Json.Object(w =>
    {
        w.WriteString("t", "network");
        w.WriteNumber("version", version);
        w.WriteNumber("step", step);
        w.WriteStartArray("layers");
        foreach (int layer in watched)
            w.WriteRawValue(written.GetOrAdd(layer, Write), skipInputValidation: true);
        w.WriteEndArray();
    });

    private byte[] Write(int layer)
    {
        long start = Stopwatch.GetTimestamp();
        byte[] text = Json.Object(w =>
        {
            w.WriteNumber("i", layer);
            layers[layer].Write(w);
        });
        budget.Spend(Stopwatch.GetTimestamp() - start);
        return text;
    }
}

/// <summary>One layer at one step.</summary>
internal sealed class LayerSample
{
    /// <summary>
    /// Figures of the outputs, over all samples looked at; null if nobody watches the layer, or the step keeps them in registers.
    /// </summary>
    public Figures? Outputs { get; set; }

    /// <summary>Figures of their gradients.</summary>
    public Figures? Gradients { get; set; }

    /// <summary>Whether the gradients are those before the activation function.</summary>
    public bool GradientsBeforeActivation { get; set; }

    /// <summary>Whether it was looked at: a layer without outputs then has none that can be seen.</summary>
    public bool Looked { get; set; }

    public Picture? OutputPicture { get; set; }

    public Picture? GradientPicture { get; set; }

    public Picture? Filters { get; set; }

    public Picture? FilterGradients { get; set; }

    /// <summary>Units and those that are dead, for rectified layers.</summary>
    public (int Dead, int Units, int Looks)? Units { get; set; }

    public TensorFigures[] Tensors { get; set; } = [];

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("looked", Looked);
        writer.WriteBoolean("inner", GradientsBeforeActivation);
        Outputs?.Write(writer, "outputs");
        Gradients?.Write(writer, "gradients");
        OutputPicture?.Write(writer, "picture");
        GradientPicture?.Write(writer, "gradientPicture");
        Filters?.Write(writer, "filters");
        FilterGradients?.Write(writer, "filterGradients");
        if (Units is { } units)
        {
            writer.WriteStartObject("units");
            writer.WriteNumber("dead", units.Dead);
            writer.WriteNumber("total", units.Units);
            writer.WriteNumber("looks", units.Looks);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("tensors");
        foreach (TensorFigures tensor in Tensors)
            tensor.Write(writer);
        writer.WriteEndArray();
    }
}
