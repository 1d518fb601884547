using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelCompiler.Generators.Tests.Incrementality;

/// <summary>While somebody types, a host may ask for what their code can name and for nothing else.</summary>
public class EditorTests
{
    [Fact]
    public void The_face_of_a_model_compiles_without_its_kernels()
    {
        foreach (string layers in Declarations.Varied)
        {
            CSharpCompilation compilation = TestCompilation.WithOpenCL(Declarations.Class(layers));
            GeneratorDriver driver = CSharpGeneratorDriver.Create(
                [new ModelGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.Implementation));
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out _);
            Assert.Equal(["Nets.Net.Model.g.cs"], driver.GetRunResult().Results.Single().GeneratedSources.Select(s => s.HintName));
            Assert.Empty(after.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        }
    }
}
