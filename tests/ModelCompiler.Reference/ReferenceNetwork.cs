using ModelCompiler.Reference.Losses;

namespace ModelCompiler.Reference;

/// <summary>Layers that read values by number, in an order in which they can run, with a loss at the end or without. Value 0 is the input, value i + 1 what layer i makes.</summary>
public sealed class ReferenceNetwork
{
    private readonly IReadOnlyList<int[]> reads;

    /// <summary>Connects <paramref name="layers"/> in a row to an input of the given shape.</summary>
    public ReferenceNetwork(int[] inputShape, IReadOnlyList<ReferenceLayer> layers, ReferenceLoss? loss = null)
        : this(inputShape, layers, [.. layers.Select((_, i) => new[] { i })], loss)
    {
    }

    /// <summary>Connects <paramref name="layers"/> as a graph: layer i reads the values <paramref name="reads"/>[i].</summary>
    public ReferenceNetwork(int[] inputShape, IReadOnlyList<ReferenceLayer> layers, IReadOnlyList<int[]> reads, ReferenceLoss? loss = null)
    {
        InputShape = inputShape;
        Layers = layers;
        Loss = loss;
        this.reads = reads;
        var shapes = new List<int[]> { inputShape };
        for (int i = 0; i < layers.Count; i++) shapes.Add(layers[i].Connect([.. reads[i].Select(value => shapes[value])]));
        OutputShape = shapes[^1];
    }

    /// <summary>Shape of one sample at the input.</summary>
    public int[] InputShape { get; }

    /// <summary>Shape of one sample at the output.</summary>
    public int[] OutputShape { get; }

    /// <summary>Elements of one sample at the input.</summary>
    public int InputSize => ReferenceShape.Count(InputShape);

    /// <summary>Elements of one sample at the output.</summary>
    public int OutputSize => ReferenceShape.Count(OutputShape);

    /// <summary>In the order in which they run.</summary>
    public IReadOnlyList<ReferenceLayer> Layers { get; }

    /// <summary>Null for a network that only infers.</summary>
    public ReferenceLoss? Loss { get; }

    /// <summary>What <see cref="Loss"/> counts in the sum.</summary>
    public double LossWeight { get; init; } = 1;

    /// <summary>How the compiled model keeps weights, for those who draw some; nothing here is rounded.</summary>
    public ReferencePrecision Precision { get; init; }

    /// <summary>Numbers of values that are read besides the last, by name.</summary>
    public IReadOnlyDictionary<string, int> Outputs { get; init; } = new Dictionary<string, int>();

    /// <summary>Values that training compares with the targets, too.</summary>
    public IReadOnlyList<ReferenceHead> Heads { get; init; } = [];

    /// <summary>Applied to what each layer makes of a sample, forward and backward, as the rounding of other arithmetic is; null leaves it as it is.</summary>
    public Func<double[], double[]>? Rounding { get; set; }

    /// <summary>All layers' tensors.</summary>
    public IEnumerable<ReferenceParameter> Parameters => Layers.SelectMany(layer => layer.Parameters);

    /// <summary>Outputs of a batch, one sample after the other.</summary>
    public double[] Predict(double[] inputs) => Join(Values(Samples(inputs, InputSize), training: false)[^1]);

    /// <summary>A named value of a batch, one sample after the other.</summary>
    public double[] Predict(string output, double[] inputs) => Join(Values(Samples(inputs, InputSize), training: false)[Outputs[output]]);

    /// <summary>The mean loss of a batch as a prediction sees it, with penalties.</summary>
    public double Evaluate(double[] inputs, double[] targets)
    {
        var outputs = Values(Samples(inputs, InputSize), training: false)[^1];
        return LossWeight * outputs.Zip(Samples(targets, OutputSize), (output, target) => Loss!.Value(output, target, OutputShape[^1])).Average() + Parameters.Sum(p => p.Penalty());
    }

    /// <summary>Forward, loss and backward of a batch: the mean loss with penalties; gradients lie in the parameters.</summary>
    public ReferenceStep Step(double[] inputs, double[] targets)
    {
        var loss = Loss ?? throw new InvalidOperationException("this network has no loss");
        foreach (var parameter in Parameters) Array.Clear(parameter.Gradients);

        double[][] goals = Samples(targets, OutputSize);
        double[][][] values = Values(Samples(inputs, InputSize), training: true);
        ReferenceHead[] ends = [new(Layers.Count, loss, LossWeight), .. Heads];
        var step = new ReferenceStep(Join(values[^1]), Join(Backward(values, [.. ends.Select(end => (end.Value, Gradients(end, values, goals)))])))
        {
            Loss = ends.Sum(end => end.Weight * values[end.Value].Zip(goals, (output, goal) => end.Loss.Value(output, goal, OutputShape[^1])).Average()),
            DistanceToKink = ends.Min(end => values[end.Value].Zip(goals, end.Loss.DistanceToKink).Min()),
        };
        for (int i = 0; i < Layers.Count; i++) step.DistanceToKink = Math.Min(step.DistanceToKink, Inputs(values, i).Min(Layers[i].DistanceToKink));
        AddPenalties(step);
        return step;
    }

    /// <summary>Propagates gradients at the outputs to the inputs; gradients of a value that is read several times add up. Indices: value, sample, element.</summary>
    public double[][] Backward(double[][][] values, double[][] outputGradients) => Backward(values, [(Layers.Count, outputGradients)]);

    private double[][] Backward(double[][][] values, IEnumerable<(int Value, double[][] Gradients)> ends)
    {
        double[][][] gradients = [.. values.Select(value => value.Select(sample => new double[sample.Length]).ToArray())];
        foreach (var (value, added) in ends)
            for (int n = 0; n < added.Length; n++)
                for (int k = 0; k < added[n].Length; k++) gradients[value][n][k] += added[n][k];
        for (int i = Layers.Count - 1; i >= 0; i--)
        {
            double[][] all = Layers[i].Backward(Inputs(values, i), values[i + 1], gradients[i + 1]);
            if (Rounding is not null) all = [.. all.Select(Rounding)];
            for (int n = 0; n < all.Length; n++)
            {
                int at = 0;
                foreach (int value in reads[i])
                    for (int k = 0; k < gradients[value][n].Length; k++) gradients[value][n][k] += all[n][at++];
            }
        }

        return gradients[0];
    }

    /// <summary>The inputs and every layer's outputs, sample by sample.</summary>
    public double[][][] Values(double[][] inputs, bool training)
    {
        var values = new double[Layers.Count + 1][][];
        values[0] = inputs;
        for (int i = 0; i < Layers.Count; i++)
        {
            values[i + 1] = Layers[i].Forward(Inputs(values, i), training);
            if (Rounding is not null) values[i + 1] = [.. values[i + 1].Select(Rounding)];
        }

        return values;
    }

    private double[][] Gradients(ReferenceHead end, double[][][] values, double[][] goals) =>
        [.. values[end.Value].Zip(goals, (output, goal) => end.Loss.Gradient(output, goal, OutputShape[^1]).Select(g => end.Weight * g / goals.Length).ToArray())];

    /// <summary>What a layer reads of each sample; several values one after the other.</summary>
    private double[][] Inputs(double[][][] values, int layer) => reads[layer] is [int only]
        ? values[only]
        : [.. Enumerable.Range(0, values[0].Length).Select(n => reads[layer].SelectMany(value => values[value][n]).ToArray())];

    private void AddPenalties(ReferenceStep step)
    {
        // A frozen tensor's penalty is part of the loss like any other; only nothing follows from it.
        foreach (var parameter in Parameters)
        {
            step.Loss += parameter.Penalty();
            parameter.AddPenaltyGradient();
        }
    }

    private static double[][] Samples(double[] batch, int size) => [.. batch.Chunk(size)];

    private static double[] Join(double[][] samples) => [.. samples.SelectMany(s => s)];
}
