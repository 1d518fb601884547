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

    private static readonly (string, string)[] ManyClasses = [("Dense(1000,", "Dense(10,")];
    private static readonly (string, string)[] Vgg = [("Input(224, 224, 3)", "Input(32, 32, 3)"), ("Dense(4096,", "Dense(64,"), .. ManyClasses];

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
        new("vgg-16", "Vgg16", Vgg),
        new("vgg-19", "Vgg19", Vgg),
    ];

    // Only what this machine would run: the rest is the same text at another width.
    private static string Target => Avx512F.IsSupported ? "avx512" : Fma.IsSupported ? "avx2" : "vector128";

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

        return $"using ModelCompiler;\nnamespace {Namespace};\n{Dropout().Replace(text, "Dropout(0)")}";
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

    [GeneratedRegex(@"Dropout\([0-9.]+\)")]
    private static partial Regex Dropout();
}
