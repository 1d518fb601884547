using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>ShapedGraph → TensorProgram: writes each operation down as comprehensions. This is the one description of what an operation computes.</summary>
internal sealed partial class Definer
{
    private readonly ShapedGraph graph;
    private readonly bool training;
    private readonly List<Definition> definitions = [];
    private readonly List<Tensor> values = [];
    private readonly List<ParameterBinding> parameters = [];
    private readonly List<ParameterUpdate> updates = [];
    private int dropouts;

    private Definer(ShapedGraph graph, bool training)
    {
        this.graph = graph;
        this.training = training;
        foreach (ParameterTensor p in graph.Parameters)
        {
            int[] extents = [.. p.Shape.Extents];
            parameters.Add(new ParameterBinding(
                p,
                new Tensor(p.Declaration.Name, Storage.Parameters, extents),
                new Tensor($"d {p.Declaration.Name}", Storage.Gradients, extents)));
        }
    }

    /// <param name="training">Dropout drops only then.</param>
    public static TensorProgram Define(ShapedGraph graph, bool training) => new Definer(graph, training).Run();

    private TensorProgram Run()
    {
        foreach (ShapedNode node in graph.Nodes) values.Add(DefineNode(node));
        Tensor output = values[values.Count - 1];
        LossTensors? loss = graph.Loss is { } declared ? new LossDefiner(graph, values, parameters, definitions).Define(declared) : null;
        return new TensorProgram(graph.Model, values[0], output, loss, parameters.ToEquatableArray(), definitions.ToEquatableArray())
        {
            Updates = updates.ToEquatableArray(),
        };
    }

    private Tensor DefineNode(ShapedNode node)
    {
        Tensor? input = node.Inputs.Count > 0 ? values[node.Inputs[0]] : null;
        return node.Operation switch
        {
            InputOperation => NewValue(node),
            Contraction => Contract(node, input!),
            BiasAddition => AddBias(node, input!),
            Activation { Kind: ActivationKind.Linear } => input!,
            Activation activation => Activate(node, input!, activation),
            DropoutOperation { Rate: 0 } => input!,
            DropoutOperation dropout => training ? Drop(node, input!, dropout) : input!,
            Join join => JoinValues(node, join),
            Concatenation => Concatenate(node),
            SoftmaxOperation => Softmax(node, input!),
            ChannelNormalization normalization => Normalize(node, input!, normalization),
            WindowReduction { Kind: PoolKind.Max } => PoolMax(node, input!),
            WindowReduction => PoolAverage(node, input!),
            GlobalReduction => PoolGlobally(node, input!),
            ReshapeOperation => Reshape(node, input!),
            ZeroPadding padding => Pad(node, input!, padding),
            _ => throw new InvalidOperationException($"No definition for {node.Operation.GetType().Name}."),
        };
    }

    private Tensor Contract(ShapedNode node, Tensor input)
    {
        Sliding sliding = Sliding.Over(node.Windows);
        var i = new Axis("i", input.Extents[input.Extents.Count - 1]);
        var o = new Axis("o", node.Shape.Channels);
        Tensor kernel = parameters[node.Parameters[0]].Weights;
        Tensor output = NewValue(node);
        Load read = new(input, [AffineIndex.Of(Axis.Batch), .. sliding.Reads, AffineIndex.Of(i)]);
        Load weight = Load.At(kernel, [.. sliding.Taps, i, o]);
        Add(node, Comprehension.Reduce(node.Name, output, [Axis.Batch, .. sliding.Cells, o], [.. sliding.Taps, i], Reduction.Sum, new Binary(BinaryOperator.Multiply, read, weight)));
        return output;
    }

    private Tensor AddBias(ShapedNode node, Tensor input)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Add(node, Comprehension.Map(node.Name, output, axes, Load.At(input, axes) + Load.At(parameters[node.Parameters[0]].Weights, axes[axes.Length - 1])));
        return output;
    }

    private Tensor Activate(ShapedNode node, Tensor input, Activation activation)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Add(node, Comprehension.Map(node.Name, output, axes, new Activated(activation.Kind, activation.Alpha, Load.At(input, axes))));
        return output;
    }

    private Tensor Drop(ShapedNode node, Tensor input, DropoutOperation dropout)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        var keep = new Keep(dropout.Rate, ++dropouts, output, axes.Select(AffineIndex.Of).ToEquatableArray());
        Add(node, Comprehension.Map(node.Name, output, axes, Load.At(input, axes) * keep));
        return output;
    }

    private Tensor JoinValues(ShapedNode node, Join join)
    {
        Tensor output = NewValue(node);
        Axis[] axes = Axes(output);
        Expression value = node.Inputs.Select(i => (Expression)Load.At(values[i], axes)).Aggregate((a, b) => join.Kind == JoinKind.Add ? a + b : a * b);
        Add(node, Comprehension.Map(node.Name, output, axes, value));
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
        definitions.Add(new Definition(LayerName(node), Phase.Forward, new GradientRule.Softmax(input, output),
        [
            Comprehension.Reduce(greatest.Name, greatest, rows, [column], Reduction.Max, Load.At(input, axes)),
            Comprehension.Reduce(sum.Name, sum, rows, [column], Reduction.Sum, exponential),
            Comprehension.Map(node.Name, output, axes, exponential / Load.At(sum, rows)),
        ]));
        return output;
    }

    private Tensor PoolMax(ShapedNode node, Tensor input)
    {
        Sliding sliding = Sliding.Over(node.Windows);
        var c = new Axis("c", node.Shape.Channels);
        Tensor output = NewValue(node);
        Load read = new(input, [AffineIndex.Of(Axis.Batch), .. sliding.Reads, AffineIndex.Of(c)]);
        Add(node, Comprehension.Reduce(node.Name, output, [Axis.Batch, .. sliding.Cells, c], sliding.Taps, Reduction.Max, read));
        return output;
    }

    private Tensor PoolAverage(ShapedNode node, Tensor input)
    {
        Sliding sliding = Sliding.Over(node.Windows);
        var c = new Axis("c", node.Shape.Channels);
        Axis[] axes = [Axis.Batch, .. sliding.Cells, c];
        Tensor sum = NewValue(node, ".sum"), output = NewValue(node);
        Load read = new(input, [AffineIndex.Of(Axis.Batch), .. sliding.Reads, AffineIndex.Of(c)]);
        Add(node, Comprehension.Reduce(sum.Name, sum, axes, sliding.Taps, Reduction.Sum, read));
        Expression mean = Load.At(sum, axes);
        float cells = 1;
        for (int w = 0; w < node.Windows.Count; w++)
        {
            ResolvedWindow window = node.Windows[w];
            int[] counts = [.. Enumerable.Range(0, window.OutputExtent).Select(y => CellsInside(window, y))];
            if (counts.Distinct().Count() == 1) cells *= counts[0];
            else mean *= Load.At(Tensor.Table($"{node.Name}.inverse_{sliding.Cells[w].Name}", counts.Select(n => 1f / n)), sliding.Cells[w]);
        }

        Add(node, Comprehension.Map(node.Name, output, axes, mean * (1f / cells)));
        return output;
    }

    private static int CellsInside(ResolvedWindow window, int cell) => Enumerable.Range(0, window.Size)
        .Count(k => (cell * window.Stride) + (k * window.Dilation) - window.PadBefore is var at && at >= 0 && at < window.InputExtent);

    private Tensor PoolGlobally(ShapedNode node, Tensor input)
    {
        Axis[] all = Axes(input);
        Axis[] kept = [all[0], all[all.Length - 1]], reduced = [.. all.Skip(1).Take(all.Length - 2)];
        Tensor sum = NewValue(node, ".sum"), output = NewValue(node);
        Add(node, Comprehension.Reduce(sum.Name, sum, kept, reduced, Reduction.Sum, Load.At(input, all)));
        Add(node, Comprehension.Map(node.Name, output, kept, Load.At(sum, kept) * (1f / reduced.Aggregate(1L, (n, a) => n * a.Extent))));
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
            AffineIndex.Of(axes[0]), new([new Term(axes[1], 1)], -padding.Top), new([new Term(axes[2], 1)], -padding.Left), AffineIndex.Of(axes[3]),
        ];
        Add(node, Comprehension.Reduce(node.Name, output, axes, [], Reduction.Sum, new Load(input, at)));
        return output;
    }

    private void Add(ShapedNode node, Comprehension statement) =>
        definitions.Add(new Definition(LayerName(node), Phase.Forward, new GradientRule.Derived(), [statement]));

    private string LayerName(ShapedNode node) => node.Layer < 0 ? node.Name : graph.Layers[node.Layer].Name;

    private static Tensor NewValue(ShapedNode node, string part = "") => new(node.Name + part, Storage.Arena, [Axis.BatchExtent, .. node.Shape.Extents]);

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
