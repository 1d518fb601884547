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

    /// <summary>All layers' tensors.</summary>
    public IEnumerable<ReferenceParameter> Parameters => Layers.SelectMany(layer => layer.Parameters);

    /// <summary>Outputs of a batch, one sample after the other.</summary>
    public double[] Predict(double[] inputs)
    {
        int batch = inputs.Length / InputSize;
        var outputs = new double[batch * OutputSize];
        for (int n = 0; n < batch; n++)
            Values(Sample(inputs, n, InputSize), n)[^1].CopyTo(outputs, n * OutputSize);
        return outputs;
    }

    /// <summary>Forward, loss and backward of a batch: the mean loss with penalties; gradients lie in the parameters.</summary>
    public ReferenceStep Step(double[] inputs, double[] targets)
    {
        var loss = Loss ?? throw new InvalidOperationException("this network has no loss");
        foreach (var parameter in Parameters) Array.Clear(parameter.Gradients);

        int batch = inputs.Length / InputSize;
        var step = new ReferenceStep(new double[batch * OutputSize], new double[inputs.Length]);
        for (int n = 0; n < batch; n++)
        {
            var values = Values(Sample(inputs, n, InputSize), n);
            var target = Sample(targets, n, OutputSize);
            step.Loss += loss.Value(values[^1], target, OutputShape[^1]) / batch;
            step.DistanceToKink = Math.Min(step.DistanceToKink, DistanceToKink(values, target, loss));

            var gradient = loss.Gradient(values[^1], target, OutputShape[^1]);
            for (int i = 0; i < gradient.Length; i++) gradient[i] /= batch;
            gradient = Backward(values, gradient, n);

            values[^1].CopyTo(step.Outputs, n * OutputSize);
            gradient.CopyTo(step.InputGradients, n * InputSize);
        }
        AddPenalties(step);
        return step;
    }

    /// <summary>Propagates a gradient at the output of one sample to its input; gradients of a value that is read several times add up.</summary>
    public double[] Backward(double[][] values, double[] outputGradient, int sample)
    {
        double[][] gradients = [.. values.Select(v => new double[v.Length])];
        outputGradient.CopyTo(gradients[^1], 0);
        for (int i = Layers.Count - 1; i >= 0; i--)
        {
            double[] all = Layers[i].Backward(Inputs(values, i), values[i + 1], gradients[i + 1], sample);
            int at = 0;
            foreach (int value in reads[i])
                for (int k = 0; k < gradients[value].Length; k++) gradients[value][k] += all[at++];
        }

        return gradients[0];
    }

    /// <summary>The input and every layer's output of one sample.</summary>
    public double[][] Values(double[] input, int sample)
    {
        var values = new double[Layers.Count + 1][];
        values[0] = input;
        for (int i = 0; i < Layers.Count; i++) values[i + 1] = Layers[i].Forward(Inputs(values, i), sample);
        return values;
    }

    private double[] Inputs(double[][] values, int layer) => reads[layer] is [int only] ? values[only] : [.. reads[layer].SelectMany(value => values[value])];

    private double DistanceToKink(double[][] values, double[] target, ReferenceLoss loss)
    {
        double distance = loss.DistanceToKink(values[^1], target);
        for (int i = 0; i < Layers.Count; i++) distance = Math.Min(distance, Layers[i].DistanceToKink(Inputs(values, i)));
        return distance;
    }

    private void AddPenalties(ReferenceStep step)
    {
        // A frozen tensor's penalty is part of the loss like any other; only nothing follows from it.
        foreach (var parameter in Parameters)
        {
            step.Loss += parameter.Penalty();
            parameter.AddPenaltyGradient();
        }
    }

    private static double[] Sample(double[] batch, int n, int size) => batch[(n * size)..((n + 1) * size)];
}
