using Microsoft.ML.OnnxRuntime;
using ModelCompiler.Onnx;
using ModelCompiler.Tool.Declarations;
using Transfer;
using Transfer.Networks;

namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>The ResNet with ImageNet's weights, which <c>.ci/weights</c> installs.</summary>
public class PretrainedTests
{
    [PretrainedFact]
    public void The_imported_class_is_the_one_in_the_example()
    {
        ImportedModel imported = OnnxModel.Import(PretrainedWeights.UsualPath);
        Declaration written = DeclarationWriter.Write(
            imported.Architecture, "Transfer.Networks", "ResNet18.onnx as a class: 224×224×3 in, 512 out, 15,908,800 weights, which are in ResNet18.safetensors.");
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "ModelCompiler.sln"))) root = Path.GetDirectoryName(root)!;
        Assert.Equal(File.ReadAllText(Path.Combine(root, "examples", "Transfer", "Networks", "ResNet18.cs")), written.Text);
        Assert.InRange(written.Text.Count(c => c == '\n'), 1, 59);
    }

    [PretrainedFact]
    public void Its_features_are_those_of_ONNX_Runtime()
    {
        ResNet18 model = PretrainedWeights.Load(null);
        // A picture of a kind: soft shapes, less the mean, channels last.
        float[] picture = [.. Enumerable.Range(0, ResNet18.InputSize).Select(i => (120 * MathF.Sin(i / 3 % 224 / 17f) * MathF.Cos(i / 672 / 23f)) + (i % 3 * 5))];
        float[] first = new float[picture.Length];
        for (int i = 0; i < picture.Length; i++) first[(i % 3 * 224 * 224) + (i / 3)] = picture[i];
        using var session = new InferenceSession(PretrainedWeights.UsualPath);
        float[] expected = Runtime.Run(session, first, [1, 3, 224, 224]).Single().Value;
        Runtime.Close(expected, model.Predict(picture), 1e-4f);
    }
}

/// <summary>A test that needs the pretrained network.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PretrainedFactAttribute : FactAttribute
{
    /// <summary>Skips where it is missing.</summary>
    public PretrainedFactAttribute()
    {
        if (!File.Exists(PretrainedWeights.UsualPath)) Skip = $"'{PretrainedWeights.UsualPath}' is missing; .ci/weights installs it.";
    }
}
