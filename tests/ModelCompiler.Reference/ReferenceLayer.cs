namespace ModelCompiler.Reference;

/// <summary>
/// One layer as its textbook formula, in double, one sample at a time. Layers keep nothing between calls but their parameters:
/// backward is given the same input and output again, so that no order of calls can be wrong.
/// </summary>
public abstract class ReferenceLayer
{
    /// <summary>Shape of one sample at the input, channels last.</summary>
    public int[] InputShape { get; private set; } = [];

    /// <summary>Shape of one sample at the output, channels last.</summary>
    public int[] OutputShape { get; private set; } = [];

    /// <summary>Tensors that belong to this layer; empty for most.</summary>
    public virtual IReadOnlyList<ReferenceParameter> Parameters => [];

    /// <summary>Elements of one sample at the input.</summary>
    public int InputSize => ReferenceShape.Count(InputShape);

    /// <summary>Elements of one sample at the output.</summary>
    public int OutputSize => ReferenceShape.Count(OutputShape);

    /// <summary>Tells a layer of several inputs what comes in; its input is then all of them, one after the other.</summary>
    public virtual int[] Connect(IReadOnlyList<int[]> inputShapes) => Connect(inputShapes.Single());

    /// <summary>Tells the layer what comes in; returns what goes out. Parameters exist from here on.</summary>
    public int[] Connect(int[] inputShape)
    {
        InputShape = inputShape;
        OutputShape = Shape(inputShape);
        return OutputShape;
    }

    /// <summary>Output of one sample; <paramref name="sample"/> is its number in the batch.</summary>
    public abstract double[] Forward(double[] input, int sample);

    /// <summary>Adds to the parameters' gradients, returns the gradient with respect to the input.</summary>
    public abstract double[] Backward(double[] input, double[] output, double[] outputGradient, int sample);

    /// <summary>Outputs of a batch; only layers whose samples know of each other have more to say than sample by sample.</summary>
    public virtual double[][] Forward(double[][] inputs, bool training) => [.. inputs.Select(Forward)];

    /// <summary>Backward through a batch in training.</summary>
    public virtual double[][] Backward(double[][] inputs, double[][] outputs, double[][] outputGradients) =>
        [.. inputs.Select((input, n) => Backward(input, outputs[n], outputGradients[n], n))];

    /// <summary>
    /// How close this input comes to a place where the derivative jumps, relative to the values' magnitude. A comparison with
    /// other arithmetic is only fair where this is well above its rounding.
    /// </summary>
    public virtual double DistanceToKink(double[] input) => double.PositiveInfinity;

    /// <summary>Output shape for an input shape; creates the parameters.</summary>
    protected abstract int[] Shape(int[] input);
}
