using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Emit;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Tests.Replay;

/// <summary>
/// The text of all generated files of the example networks, every instruction set and OpenCL, is what was accepted: kernels with their remarks, memory plans, launches. A change of the compiler that
/// should change no code shows here that it does not; one that should is accepted by <c>tests/replay accept</c>, and <c>tests/replay diff A B</c> shows the difference of two commits. Networks that
/// take seconds each are compiled where <c>MODELCOMPILER_LONG=1</c>.
/// </summary>
public class ReplayTests
{
    private const string AcceptedFile = "Replay.verified.txt";

    /// <summary>Of each kind of layer one: dense layers, convolutions in one and two dimensions, depthwise and transposed ones, filters, normalization, branches.</summary>
    private static readonly string[] Quick =
        ["LeNet5", "KerasCnn", "ConvNetJsCifar", "Mlp268x150x100", "SobelEdges", "MedianDenoiser", "GaussianBlur", "Speech", "MnistNet"];

    private static bool IsLong => Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1";

    [Fact]
    public void The_text_of_the_example_networks_is_what_was_accepted()
    {
        string[] texts = [.. Networks().SelectMany(Lines)];
        if (Environment.GetEnvironmentVariable(Snapshot.AcceptVariable) == "1" && !IsLong) return; // Accepting a part would lose the others.
        if (IsLong)
        {
            Snapshot.Verify(string.Join("\n", texts) + "\n", "Replay", "txt");
            return;
        }

        string[] accepted = File.ReadAllLines(Repository.PathOf("tests", "ModelCompiler.Generators.Tests", "Replay", AcceptedFile));
        Assert.Equal(accepted.Where(line => Quick.Contains(line.Split(' ')[0])), texts);
    }

    /// <summary>Models of the examples, by name.</summary>
    private static IEnumerable<INamedTypeSymbol> Networks()
    {
        string[] folders = [Repository.PathOf("examples", "Architectures", "Networks"), Repository.PathOf("examples", "Digits", "Networks")];
        (string, string)[] files = [.. folders.SelectMany(f => Directory.EnumerateFiles(f, "*.cs", SearchOption.AllDirectories)).Select(f => (f, File.ReadAllText(f)))];
        Compilation compilation = TestCompilation.Create([.. files, ("Usings.cs", "global using System; global using System.Linq; global using ModelCompiler;")]);
        return compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
            .Where(t => t.GetAttributes().Any(a => a.AttributeClass?.Name == "ModelAttribute") && (IsLong || Quick.Contains(t.Name)))
            .OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.ToDisplayString(), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Lines(INamedTypeSymbol model)
    {
        ModelSpec spec = ModelBinder.Bind(model, default);
        var sound = Assert.IsType<ShapeResult.Success>(ShapeInferrer.Check(spec));
        CompilerOptions options = CompilerOptions.Default with { Targets = Target.All, OpenCL = true, OpenCLProcessors = true };
        foreach (GeneratedFile file in CompilerPipeline.Compile(spec, sound.Graph, options))
        {
            Write(file);
            yield return $"{model.Name} {file.Part} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))[..16]} {file.Text.Length}";
        }
    }

    /// <summary>For comparisons of two commits the texts themselves are left in a folder.</summary>
    private static void Write(GeneratedFile file)
    {
        if (Environment.GetEnvironmentVariable("MODELCOMPILER_REPLAY") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{file.Model}.{file.Part}.cs"), file.Text);
    }
}
