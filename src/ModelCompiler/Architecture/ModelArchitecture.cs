using System.Text;

namespace ModelCompiler;

/// <summary>
/// A network as it was declared and checked: layers, and the operations that they are made of, with shapes, settings and names of weights.
/// Exporters, snapshots and drawings of the graph read it; <see cref="ModelSummary.Architecture"/> has it. It is made from a text that the
/// compiler wrote, when somebody first asks.
/// </summary>
/// <remarks>
/// The text has a line for the input, each layer, each named output and each loss. A layer's line gives its operations in order, each with
/// the values it reads (left out: the value before), its weights, settings, and the shape of its value (left out: the shape of its first
/// input):
/// <code>
/// input 28×28×1
/// Conv2D conv2d_1: Convolution[kernel] filters=20 window=5,5 -> 24×24×20 | Bias[bias] | ReLU
/// Add add_1: Add(conv2d_3, conv2d_1)
/// output conv2d_1
/// output early of=early/dense_2
/// loss CategoricalCrossEntropy
/// </code>
/// </remarks>
public sealed class ModelArchitecture
{
    private readonly Dictionary<string, ArchitectureNode> byName;

    internal ModelArchitecture(
        string modelName, string text, IReadOnlyList<ArchitectureNode> nodes, IReadOnlyList<ArchitectureLayer> layers,
            IReadOnlyList<string> outputs, IReadOnlyList<ArchitectureLoss> losses,
        Dictionary<string, ArchitectureNode> byName)
    {
        (ModelName, Text, Nodes, Layers, Outputs, Losses) = (modelName, text, nodes, layers, outputs, losses);
        this.byName = byName;
    }

    /// <summary>The model's name.</summary>
    public string ModelName { get; }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public string Text { get; }

    /// <summary>Operations in an order in which they can run. The first is the input, the last gives the model's output.</summary>
    public IReadOnlyList<ArchitectureNode> Nodes { get; }

    /// <summary>Layers in order, the same as <see cref="ModelSummary.Layers"/>.</summary>
    public IReadOnlyList<ArchitectureLayer> Layers { get; }

    /// <summary>
    /// Names under which values can be read besides the last one's: a layer's, or that of a use of a block for its last layer's. The
    /// indexer knows them.
    /// </summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>What training minimizes: the last value's loss first; empty for a model that only predicts.</summary>
    public IReadOnlyList<ArchitectureLoss> Losses { get; }

    /// <summary>Extents of one sample, channels last.</summary>
    public IReadOnlyList<int> InputShape => Nodes[0].Shape;

    /// <summary>Extents of one sample's output, channels last.</summary>
    public IReadOnlyList<int> OutputShape => Nodes[^1].Shape;

    /// <summary>
    /// A value by its name: <c>input</c>, a layer's for the layer's last operation, <c>conv2d_1.1</c> for the first one inside.
    /// </summary>
    /// <exception cref="KeyNotFoundException">No value has this name.</exception>
    public ArchitectureNode this[string name] => byName[name];

    /// <summary>Reads the text of an architecture.</summary>
    /// <param name="modelName">The model's name.</param>
    /// <param name="text">As <see cref="Text"/> gives it.</param>
    /// <exception cref="ArchitectureFormatException">The text is not one: the message names the line.</exception>
    public static ModelArchitecture Parse(string modelName, string text)
    {
        ArgumentNullException.ThrowIfNull(modelName);
        ArgumentNullException.ThrowIfNull(text);
        return new ArchitectureParser(modelName, text).Parse();
    }

    /// <inheritdoc/>
    public override string ToString() => new StringBuilder(ModelName).Append('\n').Append(Text).ToString();
}

/// <summary>One layer of a <see cref="ModelArchitecture"/>.</summary>
/// <param name="Kind">As Keras calls it, <c>Conv2D</c>.</param>
/// <param name="Name">Its name, <c>conv2d_1</c>.</param>
/// <param name="Trainable">False: declared with <c>Trainable = false</c>, so training changes none of its weights.</param>
/// <param name="Nodes">
/// Its operations in order: the first reads other layers' values, each further one the one before. The last gives the layer's value.
/// </param>
public sealed record ArchitectureLayer(string Kind, string Name, bool Trainable, IReadOnlyList<ArchitectureNode> Nodes)
{
    /// <summary>Extents of its output, channels last.</summary>
    public IReadOnlyList<int> OutputShape => Nodes[^1].Shape;

    /// <summary>The values that it reads.</summary>
    public IReadOnlyList<ArchitectureNode> Inputs => Nodes[0].Inputs;
}

/// <summary>A loss of a <see cref="ModelArchitecture"/>.</summary>
/// <param name="Loss">Which.</param>
/// <param name="Of">The name of the value that is compared with the targets.</param>
/// <param name="Weight">What it counts in the sum that training minimizes.</param>
/// <param name="Delta">
/// The threshold of <see cref="ModelCompiler.Loss.Huber"/>, or the exponent of <see cref="ModelCompiler.Loss.BinaryFocalCrossEntropy"/>;
/// otherwise 1.
/// </param>
public sealed record ArchitectureLoss(Loss Loss, string Of, float Weight, float Delta);
