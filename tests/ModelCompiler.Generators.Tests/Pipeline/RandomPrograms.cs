using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Testing.Networks;
using ModelCompiler.Testing.Random;

namespace ModelCompiler.Generators.Tests.Pipeline;

/// <summary>Valid declarations over the whole layer set, as programs: with the backward pass where they have a loss.</summary>
internal static class RandomPrograms
{
    public static IEnumerable<TensorProgram> Draw(ulong seed, int count)
    {
        var networks = new RandomNetworks(seed);
        ModelSource[] sources = [.. Enumerable.Range(0, count).Select(i => networks.Next($"Net{i}"))];
        var compilation = TestCompilation.Create(ModelSource.Header + string.Concat(sources.Select(s => s.Declaration + "\n")));
        foreach (var source in sources)
        {
            var spec = ModelBinder.Bind(compilation.GetTypeByMetadataName(source.FullName)!, default);
            var result = ShapeInferrer.Infer(GraphBuilder.Build(spec));
            Assert.True(result is ShapeResult.Success, $"{source}{string.Join("\n", result.Faults)}");
            var graph = ((ShapeResult.Success)result).Graph;
            yield return Stages.Rewritten(graph, training: graph.Loss is not null);
        }
    }
}
