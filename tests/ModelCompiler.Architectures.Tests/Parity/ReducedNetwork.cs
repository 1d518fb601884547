using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using Architectures;
using ModelCompiler.Testing.Compilation;

namespace ModelCompiler.Architectures.Tests.Parity;

/// <summary>
/// A network's own file from the example, compiled in memory after a few words in it were replaced: a smaller input, fewer units. So what is
/// tested has the structure of the example, whatever that is, at a size that a test can train. Dropout is off: no two frameworks drop alike.
/// </summary>
internal sealed partial record ReducedNetwork(string Name, string Class, params (string Text, string Replacement)[] Reductions)
{
    private const string Namespace = "Architectures.Networks";

    private static readonly (string, string)[] FewClasses = [("Dense(1000,", "Dense(10,")];
    private static readonly (string, string)[] Wide = [("Dense(4096,", "Dense(64,"), .. FewClasses];
    private static readonly (string, string)[] AlexNets = [("Input(227, 227, 3)", "Input(67, 67, 3)"), .. Wide];
    private static readonly (string, string)[] Halved = [("Input(224, 224, 3)", "Input(96, 96, 3)"), .. FewClasses];

    public static IReadOnlyList<ReducedNetwork> All { get; } =
    [
        new("mlp-256-32", "Mlp256x32"),
        new("mlp-268-150-100", "Mlp268x150x100"),
        new("mlp-100-40-10", "Mlp100x40x10"),
        new("mlp-50-25", "Mlp50x25"),
        new("mlp-75-75", "Mlp75x75"),
        new("lenet-5", "LeNet5"),
        new("mnist-cnn", "MnistCnn"),
        new("keras-cnn", "KerasCnn"),
        new("convnetjs-cifar", "ConvNetJsCifar"),
        new("alexnet", "AlexNet", AlexNets),
        new("alexnet-two-towers", "AlexNetTwoTowers", AlexNets),
        new("zfnet", "ZfNet", [.. Wide, ("Input(224, 224, 3)", "Input(64, 64, 3)")]),
        new("vgg-16", "Vgg16", [.. Wide, ("Input(224, 224, 3)", "Input(32, 32, 3)")]),
        new("vgg-19", "Vgg19", [.. Wide, ("Input(224, 224, 3)", "Input(32, 32, 3)")]),
        new("googlenet", "GoogLeNet", Halved),
        new("googlenet-heads", "GoogLeNetHeads", [.. Halved, ("Dense(1024,", "Dense(64,")]),
        new("inception-v4", "InceptionV4", [.. FewClasses, ("Input(299, 299, 3)", "Input(139, 139, 3)")]),
        new("resnet-18", "ResNet18", Halved),
        new("resnet-34", "ResNet34", Halved),
        new("resnet-50", "ResNet50", Halved),
        new("resnet-101", "ResNet101", Halved),
        new("resnet-152", "ResNet152", Halved),
        new("resnext-50", "ResNeXt50", Halved),
        new("mobilenet", "MobileNet", Halved),
        new("mobilenet-v2", "MobileNetV2", Halved),
        new("shufflenet-v2", "ShuffleNetV2", Halved),
        new("efficientnet-b0", "EfficientNetB0", Halved),
        new("alphago-128", "AlphaGo128"),
        new("alphago-192", "AlphaGo192"),
        new("alphago-256", "AlphaGo256"),
        new("alphago-384", "AlphaGo384"),
        new("colorization", "Colorization"),
        new("u-net", "UNet"),
        new("denoiser", "Denoiser"),
        new("speech", "Speech"),
    ];

    // Only what this machine would run: the rest is the same text at another width.
    private static string Target => Avx512F.IsSupported ? "avx512" : Fma.IsSupported ? "avx2" : "vector128";

    /// <summary>At the size of the example.</summary>
    public ReducedNetwork Whole => this with { Reductions = [] };

    /// <summary>The compiled class.</summary>
    public Type Compile() => InMemoryCompiler.Compile(Source(), new CompilerOptions(Target)).Type($"{Namespace}.{Class}");

    private string Source()
    {
        string text = string.Join("\n", Resources().Select(Read).Select(file => file.Replace($"namespace {Namespace};", "", StringComparison.Ordinal)));
        foreach (var (old, replacement) in Reductions)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return $"using ModelCompiler;\nnamespace {Namespace};\n{Dropout().Replace(text, "$1(0)")}";
    }

    /// <summary>The network's own file, and those that hold blocks for several networks.</summary>
    private IEnumerable<string> Resources() =>
        typeof(Catalog).Assembly.GetManifestResourceNames().Where(name => name == $"{Class}.cs" || name.StartsWith("Blocks/", StringComparison.Ordinal));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(Catalog).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    public override string ToString() => Name;

    [GeneratedRegex(@"(Dropout|StochasticDepth)\([0-9.]+\)")]
    private static partial Regex Dropout();
}
