using ModelCompiler.Reference;

namespace ModelCompiler.Testing.Compilation;

/// <summary>A compiled model wherever it runs, as comparisons with the reference use it.</summary>
public interface ITestModel
{
    /// <summary>Weights by name.</summary>
    ParameterSet Parameters { get; }

    /// <summary>Outputs of a batch.</summary>
    float[] Predict(float[] inputs);

    /// <summary>A named value of a batch.</summary>
    float[] PredictOutput(string name, float[] inputs);

    /// <summary>One forward and backward: the loss; outputs and gradients are readable afterwards.</summary>
    float Step(float[] inputs, float[] targets, uint dropoutSeed = 1);

    /// <summary>The loss without dropout and gradients.</summary>
    float Evaluate(float[] inputs, float[] targets);

    /// <summary>Predictions of the last step.</summary>
    float[] LastOutputs { get; }

    /// <summary>The gradient of one tensor in the last step.</summary>
    float[] Gradient(string name);

    /// <summary>Lets a model that quantizes activations see samples.</summary>
    void Calibrate(float[] inputs);

    /// <summary>Gives the model and its reference the same random weights; see <see cref="RandomWeights"/>.</summary>
    void Randomize(ReferenceNetwork reference, SplitMix64 random);
}
