using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;
using ModelCompiler.Reference;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>
/// A network as the compiler's middle sees it, run statement by statement in double after each pass. What disagrees with the reference here is wrong before any schedule or code has been
/// chosen, and the first pass that disagrees made it so.
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

    /// <summary>The names of the passes that are interpreted, with what stands before them.</summary>
    public static IEnumerable<string> Passes => Generators.Pipeline.Passes.Training.Select(p => p.Name).Concat(Generators.Pipeline.Passes.CSharp.Select(p => p.Name)).Prepend(Programs.Defined);

    /// <summary>Names of the passes that change the network's program.</summary>
    public IEnumerable<string> ChangingPasses(string? machine, bool training)
    {
        var stages = new ChangedPrograms();
        PassContext context = Context(machine, stages);
        Programs.Kernels(training ? Programs.Training(Graph, context) : Programs.Prediction(Graph, context), Generators.Pipeline.Passes.CSharp, context);
        return stages.Select(s => s.Pass);
    }

    /// <summary>Outputs of a batch with the reference's weights, after each pass: once for each that changes the program.</summary>
    public IEnumerable<(string Pass, double[] Outputs)> Predict(ReferenceNetwork weights, double[] inputs, string? machine = null)
    {
        var stages = new ChangedPrograms();
        Programs.Kernels(Programs.Prediction(Graph, Context(machine, stages)), Generators.Pipeline.Passes.CSharp, Context(machine, stages));
        var remembered = new RememberedResults();
        foreach (var (pass, program, kernels) in stages) yield return (pass, Run(program, kernels, weights, inputs, null, remembered).Of(program.Output));
    }

    /// <summary>Outputs, loss and gradients (by name) of a training step, after each pass from the one that derives the gradients: once for each that changes the program.</summary>
    public IEnumerable<(string Pass, double[] Outputs, double Loss, IReadOnlyDictionary<string, double[]> Gradients)> Step(
        ReferenceNetwork weights, double[] inputs, double[] targets, string? machine = null)
    {
        var stages = new ChangedPrograms();
        Programs.Kernels(Programs.Training(Graph, Context(machine, stages)), Generators.Pipeline.Passes.CSharp, Context(machine, stages));
        var remembered = new RememberedResults();
        foreach (var (pass, program, kernels) in stages.Where(s => s.Program.IsTraining))
        {
            var memory = Run(program, kernels, weights, inputs, targets, remembered);
            double loss = memory.Of(program.Loss!.PerSample).Average() + program.Loss.Penalties.Sum(p => memory.Of(p)[0]);
            var gradients = program.Parameters.Where(p => p.Parameter.Declaration.Trainable)
                .ToDictionary(p => p.Parameter.Declaration.Name, p => memory.Of(p.Gradient));
            yield return (pass, memory.Of(program.Output), loss, gradients);
        }
    }

    /// <summary>Of every quantized input: nothing is rounded here, so any range gives the network's own values.</summary>
    private static readonly double[] Range = [-1.5, 2.25];

    private static PassContext Context(string? machine, ChangedPrograms stages) =>
        new(Generators.CompilerOptions.Read(name => name == "ModelCompilerMachine" ? machine : null).Machine, Observer: new PassVerifier(stages));

    private static TensorMemory Run(TensorProgram program, KernelGraph? kernels, ReferenceNetwork weights, double[] inputs, double[]? targets, RememberedResults remembered)
    {
        var memory = new TensorMemory(inputs.Length / weights.InputSize);
        memory.Set(program.Input, inputs);
        if (targets is not null) memory.Set(program.Loss!.Target, targets);
        if (targets is not null && program.Loss?.Weight is { } weight) memory.Set(weight, [.. targets.Select(_ => 1.0)]);
        foreach (var binding in program.Parameters)
            memory.Set(binding.Weights, binding.Parameter.Declaration.IsRange ? Range : weights.Parameters.Single(p => p.Name == binding.Parameter.Declaration.Name).Values);

        IEnumerable<Kernel> run = (kernels ?? KernelGraph.Of(program, Machine.Default)).Kernels;
        // Without targets the loss's statements have nothing to read.
        foreach (var kernel in run.Where(k => targets is not null || k.Phase != Phase.Loss)) new KernelRunner(kernel, memory, remembered).Run();
        return memory;
    }
}
