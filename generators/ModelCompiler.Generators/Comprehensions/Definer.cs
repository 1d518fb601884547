using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// ShapedGraph → TensorProgram: writes each operation down as comprehensions. This is the one description of what an operation computes.
/// </summary>
internal sealed partial class Definer
{
    private readonly ShapedGraph graph;
    private readonly bool training;
    private readonly List<Definition> definitions = [];

    /// <summary>By node; those of nodes that are not needed stay empty.</summary>
    private readonly Tensor[] values;
    private readonly List<ParameterBinding> parameters = [];
    private readonly List<ParameterUpdate> updates = [];
    private int dropouts;

    private Definer(ShapedGraph graph, bool training)
    {
        this.graph = graph;
        this.training = training;
        values = new Tensor[graph.Nodes.Count];
        foreach (ParameterTensor p in graph.Parameters)
        {
            int[] extents = [.. p.Shape.Extents];
            parameters.Add(new ParameterBinding(
                p,
                new Tensor(p.Declaration.Name, Storage.Parameters, extents),
                Tensor.Gradient(p.Declaration.Name, Storage.Gradients, extents)));
        }
    }

    /// <param name="training">Dropout drops only then.</param>
    public static TensorProgram Define(ShapedGraph graph, bool training) => new Definer(graph, training).Run();

    private TensorProgram Run()
    {
        int last = values.Length - 1;
        // Training minimizes the losses of heads, which predictions leave out, and reads no other outputs.
        LossFunction[] losses = graph.Loss is null ? [] : training ? [graph.Loss, .. graph.AuxiliaryLosses] : [graph.Loss];
        IEnumerable<int> ends = training ? losses.Select(l => l.Node) : graph.Outputs.Select(o => o.Node);
        bool[] needed = NeededNodes.Of([.. graph.Nodes.Select(n => n.Inputs)], ends.Append(last));
        for (int i = 0; i <= last; i++)
        {
            if (needed[i]) values[i] = DefineNode(graph.Nodes[i]);
        }

        LossTensors? loss = losses.Length > 0 ? new LossDefiner(graph, values, parameters, definitions, training).Define(losses) : null;
        return new TensorProgram(graph.Model, values[0], values[last], loss, parameters.ToEquatableArray(), definitions.ToEquatableArray())
        {
            Updates = updates.ToEquatableArray(),
            WeightPrecision = training ? ElementType.Single : graph.Precision.OfElements(),
            QuantizesActivations = !training && graph.Precision == PrecisionKind.Int8Activations,
            ActivationPrecision = training ? graph.TrainingPrecision : ElementType.Single,
            Values = values.Where(v => v is not null).ToEquatableArray(),
            WantsInputGradient = training && graph.InputGradients,
            Outputs = training ? [] : graph.Outputs.Select(o => new NamedTensor(o.Name, values[o.Node])).ToEquatableArray(),
            LayerValues = definitions.Where(d => d.Phase == Phase.Forward).GroupBy(d => d.Layer)
                .Select(layer => new NamedTensor(layer.Key, ValueOf(layer.Last()))).ToEquatableArray(),
        };
    }

    private static Tensor ValueOf(Definition definition) =>
        definition.Rule is GradientRule.Reshaped reshaped ? reshaped.Result : definition.Statements.Last().Output.Root;

    private Tensor DefineNode(ShapedNode node)
    {
        Tensor? input = node.Inputs.Count > 0 ? values[node.Inputs[0]] : null;
        return node.Operation switch
        {
            InputOperation => NewValue(node),
            TransposedContraction => Spread(node, input!),
            FixedFilter filter => Filter(node, input!, filter),
            MedianFilter => Median(node, input!),
            ResponseNormalization normalization => NormalizeResponses(node, input!, normalization),
            Cropping cropping => Crop(node, input!, cropping),
            Upsampling { Kind: UpsamplingKind.Nearest } upsampling => Repeat(node, input!, upsampling),
            Upsampling upsampling => Interpolate(node, input!, upsampling),
            Contraction contraction => Contract(node, input!, contraction.Groups),
            DepthwiseContraction => Contract(node, input!, groups: input!.Extents[input.Extents.Count - 1]),
            BiasAddition bias => AddBias(node, input!, bias.PerPosition),
            Activation { Kind: ActivationKind.Linear } => input!,
            Activation activation => Activate(node, input!, activation),
            LearntRectifier => Rectify(node, input!),
            DropoutOperation { Rate: 0 } => input!,
            DropoutOperation when !training => input!,
            DropoutOperation { Unit: DropoutUnit.Element } dropout => Drop(node, input!, dropout),
            DropoutOperation dropout => DropTogether(node, input!, dropout),
            NoiseOperation when !training => input!,
            NoiseOperation noise => AddNoise(node, input!, noise),
            Sampling when !training => input!,
            Sampling => Draw(node, input!, values[node.Inputs[1]]),
            Join join => JoinValues(node, join),
            Concatenation => Concatenate(node),
            SoftmaxOperation => Softmax(node, input!),
            ChannelNormalization normalization => Normalize(node, input!, normalization),
            WindowReduction { Kind: PoolKind.Max } => PoolMax(node, input!),
            WindowReduction pool => PoolAverage(node, input!, pool),
            GlobalReduction { Kind: PoolKind.Max } => PoolMaxGlobally(node, input!),
            GlobalReduction => PoolGlobally(node, input!),
            SampleNormalization normalization => NormalizeSamples(node, input!, normalization),
            SliceOperation slice => Slice(node, input!, slice.Axis > 0 ? slice.Axis : input!.Extents.Count + slice.Axis, slice.Start),
            ChannelSplit split => Slice(node, input!, input!.Extents.Count - 1, split.Part * node.Shape.Channels),
            ChannelShuffle shuffle => ShuffleChannels(node, input!, shuffle.Groups),
            PixelShuffle shuffle => ShufflePixels(node, input!, shuffle.Factor),
            Permutation permutation => Permute(node, input!, permutation),
            ReshapeOperation => Reshape(node, input!),
            ZeroPadding padding => Pad(node, input!, padding),
            _ => throw node.Operation.IsUnknownTo(nameof(Definer)),
        };
    }

    private Tensor AddBias(ShapedNode node, Tensor input, bool perPosition)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Add(node, Comprehension.Map(node.Name, output, axes, Load.At(input, axes)
            + Load.At(parameters[node.Parameters[0]].Weights, perPosition ? [.. axes.Skip(1)] : [axes[axes.Length - 1]])));
        return output;
    }

    /// <summary>A copy for each part; fusion has values written in their place where they can be.</summary>
    private Tensor Concatenate(ShapedNode node)
    {
        Tensor output = NewValue(node);
        int at = 0;
        foreach (Tensor part in node.Inputs.Select(i => values[i]))
        {
            Tensor slice = output.Slice($"{node.Name}.{at}", at, part.Columns);
            Axis[] axes = Axes(slice);
            Add(node, Comprehension.Map(slice.Name, slice, axes, Load.At(part, axes)));
            at += part.Columns;
        }

        return output;
    }

    private Tensor Softmax(ShapedNode node, Tensor input)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output), rows = [.. axes.Take(axes.Length - 1)];
        Axis column = axes[axes.Length - 1];
        Tensor greatest = Row(node.Name + ".max", rows), sum = Row(node.Name + ".sum", rows);
        // Subtracting the greatest keeps every exponent at or below 0: no overflow.
        Expression exponential = new Unary(UnaryOperator.Exp, Load.At(input, axes) - Load.At(greatest, rows));
        definitions.Add(new Definition(LayerName(node), Phase.Forward, new GradientRule.Softmax(input, output, greatest, sum),
        [
            Comprehension.Reduce(greatest.Name, greatest, rows, [column], Reduction.Max, Load.At(input, axes)),
            Comprehension.Reduce(sum.Name, sum, rows, [column], Reduction.Sum, exponential),
            Comprehension.Map(node.Name, output, axes, exponential / Load.At(sum, rows)),
        ]));
        return output;
    }

    private Tensor Reshape(ShapedNode node, Tensor input)
    {
        Tensor output = input.View([Axis.BatchExtent, .. node.Shape.Extents]);
        definitions.Add(new Definition(LayerName(node), Phase.Forward, new GradientRule.Reshaped(input, output), []));
        return output;
    }

    private Tensor Pad(ShapedNode node, Tensor input, ZeroPadding padding)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        EquatableArray<AffineIndex> at =
        [
            AffineIndex.Of(axes[0]), new([new Term(axes[1], 1)], -padding.Top),
                new([new Term(axes[2], 1)], -padding.Left), AffineIndex.Of(axes[3]),
        ];
        Add(node, Comprehension.Reduce(node.Name, output, axes, [], Reduction.Sum, new Load(input, at)));
        return output;
    }

    private void Add(ShapedNode node, Comprehension statement) =>
        definitions.Add(new Definition(LayerName(node), Phase.Forward, new GradientRule.Derived(), [statement])
        {
            IsDirect = node.Operation is Contraction contraction && (contraction.Algorithm ?? graph.Algorithm) == ConvolutionKind.Direct,
        });

    /// <summary>Inverse weights of windows at many positions, by a statement.</summary>
    private Tensor InverseOfFound(ShapedNode node, string name, IReadOnlyList<Axis> places, Axis tap, AffineIndex read,
        int extent, Expression weight)
    {
        Comprehension statement = Positions.InverseOfFound(name, places, tap, read, extent, weight);
        Add(node, statement);
        return statement.Output.View((int)statement.Output.Count);
    }

    private string LayerName(ShapedNode node) => node.Layer < 0 ? node.Name : graph.Layers[node.Layer].Name;

    private static Tensor NewValue(ShapedNode node, string part = "") =>
        new(node.Name + part, Storage.Arena, [Axis.BatchExtent, .. node.Shape.Extents]);

    private static Tensor Row(string name, Axis[] rows) => new(name, Storage.Arena, [.. rows.Select(a => a.Extent)]);

    /// <summary>An axis for each extent of a value, named as fits its rank.</summary>
    internal static Axis[] Axes(Tensor tensor)
    {
        string[] names = tensor.Extents.Count switch
        {
            1 => ["n"],
            2 => ["n", "c"],
            3 => ["n", "x", "c"],
            4 => ["n", "y", "x", "c"],
            _ => ["n", .. Enumerable.Range(1, tensor.Extents.Count - 1).Select(d => "d" + d)],
        };
        return [.. names.Zip(tensor.Extents, (name, extent) => extent == Axis.BatchExtent ? Axis.Batch : new Axis(name, extent))];
    }
}
