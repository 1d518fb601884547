using ModelCompiler.Reference.Losses;

namespace ModelCompiler.Reference;

/// <summary>Layers in a row, with a loss at the end or without.</summary>
public sealed class ReferenceNetwork
{
    /// <summary>Connects <paramref name="layers"/> to an input of the given shape.</summary>
    public ReferenceNetwork(int[] inputShape, IReadOnlyList<ReferenceLayer> layers, ReferenceLoss? loss = null)
    {
        InputShape = inputShape;
        Layers = layers;
        Loss = loss;
        OutputShape = inputShape;
        foreach (var layer in layers) OutputShape = layer.Connect(OutputShape);
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
    public double[] Predict(double[] inputs) => Join(Values(Samples(inputs, InputSize), training: false)[^1]);

    /// <summary>The mean loss of a batch as a prediction sees it, with penalties.</summary>
    public double Evaluate(double[] inputs, double[] targets)
    {
        var outputs = Values(Samples(inputs, InputSize), training: false)[^1];
        return outputs.Zip(Samples(targets, OutputSize), (output, target) => Loss!.Value(output, target, OutputShape[^1])).Average() + Parameters.Sum(p => p.Penalty());
    }

    /// <summary>Forward, loss and backward of a batch: the mean loss with penalties; gradients lie in the parameters.</summary>
    public ReferenceStep Step(double[] inputs, double[] targets)
    {
        var loss = Loss ?? throw new InvalidOperationException("this network has no loss");
        foreach (var parameter in Parameters) Array.Clear(parameter.Gradients);

        double[][] goals = Samples(targets, OutputSize);
        double[][][] values = Values(Samples(inputs, InputSize), training: true);
        double[][] gradients = [.. values[^1].Zip(goals, (output, goal) => loss.Gradient(output, goal, OutputShape[^1]).Select(g => g / goals.Length).ToArray())];
        for (int i = Layers.Count - 1; i >= 0; i--) gradients = Layers[i].Backward(values[i], values[i + 1], gradients);

        var step = new ReferenceStep(Join(values[^1]), Join(gradients))
        {
            Loss = values[^1].Zip(goals, (output, goal) => loss.Value(output, goal, OutputShape[^1])).Average(),
            DistanceToKink = values[^1].Zip(goals, loss.DistanceToKink).Min(),
        };
        for (int i = 0; i < Layers.Count; i++) step.DistanceToKink = Math.Min(step.DistanceToKink, values[i].Min(Layers[i].DistanceToKink));
        AddPenalties(step);
        return step;
    }

    /// <summary>The inputs and every layer's outputs, sample by sample.</summary>
    public double[][][] Values(double[][] inputs, bool training)
    {
        var values = new double[Layers.Count + 1][][];
        values[0] = inputs;
        for (int i = 0; i < Layers.Count; i++) values[i + 1] = Layers[i].Forward(values[i], training);
        return values;
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

    private static double[][] Samples(double[] batch, int size) => [.. batch.Chunk(size)];

    private static double[] Join(double[][] samples) => [.. samples.SelectMany(s => s)];
}
