using System.ComponentModel;

namespace ModelCompiler.Runtime;

/// <summary>One tensor of weights as the compiler laid it out.</summary>
/// <param name="Name">Full name, <c>conv2d_1.kernel</c>.</param>
/// <param name="Shape">Extents, outermost first.</param>
/// <param name="Offset">First float in the flat buffer, a multiple of 16. Trainable tensors come first.</param>
/// <param name="Initializer">How it starts.</param>
/// <param name="A">Mean, lower bound or constant, as the initializer needs.</param>
/// <param name="B">Standard deviation or upper bound.</param>
/// <param name="FanIn">Inputs that one weight's neuron sees.</param>
/// <param name="FanOut">Outputs that one input reaches.</param>
/// <param name="Trainable">Whether training changes it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterDescription(
    string Name, int[] Shape, int Offset, Initializer Initializer, float A, float B, long FanIn, long FanOut, bool Trainable)
{
    /// <summary>
    /// Whether it is the range of a layer's input, the least and the greatest value, which calibration finds: no weight, and none of the
    /// set's tensors. Ranges come last.
    /// </summary>
    public bool IsRange { get; init; }

    /// <summary>Number of floats, the product of the shape.</summary>
    public int Length
    {
        get
        {
            int length = 1;
            foreach (int extent in Shape)
                length = checked(length * extent);
            return length;
        }
    }
}
