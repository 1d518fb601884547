using ModelCompiler.Compiled.Tests.Compiled;
using ModelCompiler.Onnx;
using ModelCompiler.Reference;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>The networks that the compiler is tested with, one for each layer and option, through ONNX and back. All where MODELCOMPILER_LONG is 1, otherwise none: <see cref="LayerTests"/>
/// has each layer.</summary>
public class LayerCaseTests
{
    private const int GroupSize = 20;

    [LongFact]
    public void Every_case_of_the_compiler_goes_out_and_comes_back()
    {
        var failures = new List<string>();
        // The file has no ranges of activations, without which a model that quantizes them does not predict.
        foreach (ModelSource[] group in LayerCases.All.Where(s => s.Precision != ReferencePrecision.Int8Activations).Chunk(GroupSize))
        {
            CompiledAssembly compiled = InMemoryCompiler.Compile(group);
            foreach (ModelSource source in group)
            {
                try
                {
                    RoundTrip.Check(compiled.Type(source.FullName));
                }
                catch (OnnxFileException exception) when (LayerTests.NotImported.Any(n => source.Declaration.Contains($"[{n.Key}", StringComparison.Ordinal) && exception.Operation == n.Value))
                {
                }
                catch (Exception exception)
                {
                    failures.Add($"{source.Name}: {exception.GetType().Name} {exception.Message}\n{source.Declaration}{exception.StackTrace}");
                }
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {LayerCases.All.Count}:\n{string.Join("\n", failures)}");
    }
}

/// <summary>A test that runs where MODELCOMPILER_LONG is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    /// <summary>Skips it otherwise.</summary>
    public LongFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") != "1") Skip = "Minutes: set MODELCOMPILER_LONG=1.";
    }
}
