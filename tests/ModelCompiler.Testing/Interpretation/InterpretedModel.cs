using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Autodiff;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Reference;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>
/// A network as the compiler's middle sees it (definitions, gradients, fused kernels), run statement by statement in double. What disagrees with the
/// reference here is wrong before any schedule or code has been chosen.
/// </summary>
public sealed class InterpretedModel
{
    private readonly ShapeResult shapes;

    private InterpretedModel(ShapeResult shapes) => this.shapes = shapes;

    private ShapedGraph Graph => shapes is ShapeResult.Success success
        ? success.Graph
        : throw new InvalidOperationException("refused: " + string.Join("; ", shapes.Faults.Select(f => f.ToString())));

    /// <summary>Binds declarations and infers their shapes. One that was refused says so when it is run.</summary>
    public static IEnumerable<(ModelSource Source, InterpretedModel Model)> Bind(IReadOnlyList<ModelSource> sources)
    {
        var compilation = InMemoryCompiler.Parse(ModelSource.Header + string.Join("\n", sources.Select(s => s.Declaration)));
        foreach (var source in sources)
        {
            INamedTypeSymbol type = compilation.GetTypeByMetadataName(source.FullName)!;
            yield return (source, new InterpretedModel(ShapeInferrer.Infer(GraphBuilder.Build(ModelBinder.Bind(type, default)))));
        }
    }

    /// <summary>Outputs of a batch with the reference's weights.</summary>
    public double[] Predict(ReferenceNetwork weights, double[] inputs, bool fused)
    {
        var program = Definer.Define(Graph, training: false);
        var memory = Run(program, weights, inputs, null, fused);
        return memory.Of(program.Output);
    }

    /// <summary>Outputs, loss and gradients (by name) of a training step.</summary>
    public (double[] Outputs, double Loss, IReadOnlyDictionary<string, double[]> Gradients) Step(ReferenceNetwork weights, double[] inputs, double[] targets, bool fused)
    {
        var program = Differentiator.Differentiate(Definer.Define(Graph, training: true));
        var memory = Run(program, weights, inputs, targets, fused);
        double loss = memory.Of(program.Loss!.PerSample).Average() + program.Loss.Penalties.Sum(p => memory.Of(p)[0]);
        var gradients = program.Parameters.Where(p => p.Parameter.Declaration.Trainable)
            .ToDictionary(p => p.Parameter.Declaration.Name, p => memory.Of(p.Gradient));
        return (memory.Of(program.Output), loss, gradients);
    }

    private static TensorMemory Run(TensorProgram program, ReferenceNetwork weights, double[] inputs, double[]? targets, bool fused)
    {
        var memory = new TensorMemory(inputs.Length / weights.InputSize);
        memory.Set(program.Input, inputs);
        if (targets is not null) memory.Set(program.Loss!.Target, targets);
        if (targets is not null && program.Loss?.Weight is { } weight) memory.Set(weight, [.. targets.Select(_ => 1.0)]);
        foreach (var binding in program.Parameters)
            memory.Set(binding.Weights, weights.Parameters.Single(p => p.Name == binding.Parameter.Declaration.Name).Values);

        TensorProgramVerifier.Verify(program);
        IEnumerable<Comprehension> statements = program.Statements;
        if (fused)
        {
            var kernels = Fuser.Fuse(program);
            KernelGraphVerifier.Verify(kernels);
            statements = kernels.Statements;
        }
        // Without targets the loss's statements have nothing to read.
        foreach (var statement in statements.Where(s => targets is not null || s.Loads.All(l => memory.Has(l.Tensor)))) new StatementRunner(statement, memory).Run();
        return memory;
    }
}
