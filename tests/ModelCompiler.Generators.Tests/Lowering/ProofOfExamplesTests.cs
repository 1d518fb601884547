using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;
using Xunit.Abstractions;

namespace ModelCompiler.Generators.Tests.Lowering;

/// <summary>
/// The proofs of all networks of the examples, at their own sizes, for all instruction sets: none is missing, and they take less than a tenth of the generator's time. A few networks in every run, all
/// where <c>MODELCOMPILER_LONG=1</c> asks for it.
/// </summary>
public class ProofOfExamplesTests(ITestOutputHelper output)
{
    private static bool Long => Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") == "1";

    [Fact]
    public void Every_access_is_proven()
    {
        var count = new ProofCount();
        (ModelSpec Spec, ShapedGraph Graph)[] models = [.. Models().Where(m => Long || m.Spec.Type.Name is "LeNet5" or "UNet")];
        foreach (var (spec, graph) in models) CompilerPipeline.Compile(spec, graph, CompilerOptions.Default, count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count.Accesses:N0} accesses in {count.Nests:N0} loop nests of {models.Length} networks, {count.Unproven.Count} unproven, {count.Refused} schedules refused"));
        Assert.Empty(count.Unproven);
        Assert.Equal(0, count.Refused);
        Assert.InRange(count.Accesses, 1000, long.MaxValue);
    }

    /// <summary>With and without proofs, in turn, in processor time: other work on the machine is in both.</summary>
    [Fact]
    public void Proofs_take_less_than_a_tenth_of_the_time()
    {
        if (!Long) return; // A measurement, and a minute of it.
        string[] measured = ["MobileNet", "ResNeXt50", "EfficientNetB0", "GoogLeNet", "UNet", "Vgg16", "InceptionV4", "AlexNet"];
        (ModelSpec Spec, ShapedGraph Graph)[] models = [.. Models().Where(m => measured.Contains(m.Spec.Type.Name))];
        double[] seconds = [0, 0];
        for (int turn = 0; turn < 7; turn++)
        {
            double used = Seconds(models, CompilerOptions.Default with { Proves = turn % 2 == 1 });
            if (turn > 0) seconds[turn % 2] += used; // Not the first, in which the compiler itself is compiled.
        }

        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{models.Length} networks, three times each: {seconds[1]:F1} s with proofs, {seconds[0]:F1} s without: {(seconds[1] / seconds[0]) - 1:P1}"));
        Assert.InRange(seconds[1] / seconds[0], 0, 1.1);
    }

    private static double Seconds((ModelSpec Spec, ShapedGraph Graph)[] models, CompilerOptions options)
    {
        LoweredNests.Forget();
        GC.Collect();
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var (spec, graph) in models) CompilerPipeline.Compile(spec, graph, options);
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }

    private static IEnumerable<(ModelSpec Spec, ShapedGraph Graph)> Models()
    {
        string[] folders = [.. ((string[])["Architectures", "Courses", "Digits", "CifarLive", "Transfer"]).Select(e => Repository.PathOf("examples", e))];
        (string, string)[] files = [.. folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(f => (f, File.ReadAllText(f)))];
        var compilation = TestCompilation.Create([.. files, ("Usings.cs",
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using ModelCompiler; global using ModelCompiler.Training;")]);
        foreach (var type in compilation.GetSymbolsWithName(_ => true, Microsoft.CodeAnalysis.SymbolFilter.Type).OfType<Microsoft.CodeAnalysis.INamedTypeSymbol>()
            .Where(t => t.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "ModelCompiler.ModelAttribute")))
        {
            ModelSpec spec = ModelBinder.Bind(type, default);
            if (ShapeInferrer.Check(spec) is ShapeResult.Success success) yield return (spec, success.Graph);
        }
    }

    /// <summary>Proves every nest that is emitted; several threads lower, one observes.</summary>
    private sealed class ProofCount : IStageObserver
    {
        public long Accesses { get; private set; }

        public int Nests { get; private set; }

        public int Refused { get; private set; }

        public ConcurrentBag<string> Unproven { get; } = [];

        public void Shaped(ShapedGraph graph)
        {
        }

        public void After(string pass, object program)
        {
        }

        public void Planned(MemoryPlan plan)
        {
        }

        public void Lowered(LoopNest nest, int groupSize)
        {
            AccessProof proof = AccessVerifier.Prove(nest, groupSize);
            Nests++;
            Accesses += proof.Accesses;
            if (nest.Remarks.Any(r => r.StartsWith(KernelLowering.RefusedSchedule, StringComparison.Ordinal))) Refused++;
            foreach (UnprovenAccess access in proof.Unproven) Unproven.Add($"{nest.Name}: {access}");
        }
    }
}
