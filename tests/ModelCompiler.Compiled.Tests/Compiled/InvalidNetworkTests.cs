using Microsoft.CodeAnalysis;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>A declaration with one mistake gives a diagnostic of ours, no exception, and no compiler errors in its train.</summary>
public class InvalidNetworkTests
{
    public static TheoryData<int> Rules => [.. Enumerable.Range(0, InvalidNetworks.RuleCount)];

    [Theory, MemberData(nameof(Rules))]
    public async Task Gives_a_diagnostic(int rule)
    {
        var networks = new InvalidNetworks((ulong)rule);
        for (int i = 0; i < 5; i++)
        {
            var source = networks.Next($"Broken{i}", rule);
            // A model with errors still has its members: code that uses it gets no errors of its own.
            string use = source.Declaration.Contains("partial") ? $"\nstatic class Use {{ static float[] Run() => new {source.Name}(seed: 1).Predict(new float[{source.Name}.InputSize]); }}\n" : "";
            string file = ModelSource.Header + source.Declaration + use;

            var generated = InMemoryCompiler.Generate(file);
            Assert.DoesNotContain(generated.GeneratorProblems, p => !p.Contains("MC"));
            var diagnostics = await InMemoryCompiler.AnalyzeAsync(file);
            var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
            Assert.True(errors.Length > 0, $"{source.Rule}: no error for\n{source.Declaration}");
            Assert.All(errors, e => Assert.StartsWith("MC", e.Id));
            Assert.DoesNotContain(diagnostics, d => d.Id == "AD0001");
            // C# itself asks for a missing 'partial', once.
            Assert.Empty(generated.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS0260").Select(d => $"{source.Rule}: {d}\n{source.Declaration}"));
        }
    }

    [Fact]
    public async Task Sound_declarations_give_none()
    {
        var networks = new RandomNetworks(1);
        ModelSource[] sound = [.. LayerCases.All, .. Enumerable.Range(0, 200).Select(i => networks.Next($"Random{i}"))];
        var diagnostics = await InMemoryCompiler.AnalyzeAsync(ModelSource.Header + string.Join("\n", sound.Select(s => s.Declaration)));
        Assert.Empty(diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
    }
}
