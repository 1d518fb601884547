using ModelCompiler.Generators;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Testing.Compilation;

/// <summary>Where the generator places the values of a declaration: the same stages give the same plans.</summary>
internal static class MemoryPlans
{
    /// <param name="declaration">A file.</param>
    /// <param name="fullName">The model in it.</param>
    /// <param name="options">As the model was compiled.</param>
    /// <param name="border">Floats on both sides of each value.</param>
    /// <param name="kernels">How many kernels predictions have: a training step's are numbered from there on.</param>
    public static MemoryPlan[] Of(string declaration, string fullName, CompilerOptions options, out int border, out int kernels)
    {
        var compilation = InMemoryCompiler.Parse(declaration);
        var checkedGraph = (ShapeResult.Success)ShapeInferrer.Check(ModelBinder.Bind(compilation.GetTypeByMetadataName(fullName)!, default));
        var properties = options.Properties();
        var read = Generators.CompilerOptions.Read(name => properties.GetValueOrDefault($"build_property.{name}"));
        var context = PassContext.Of(read);
        var prediction = Programs.Prediction(checkedGraph.Graph, context);
        var planned = (checkedGraph.Graph.Loss is null ? [prediction] : new[] { prediction, Programs.Training(checkedGraph.Graph, context) })
            .Select(program => CompilerPipeline.Plan(program, context)).ToList();
        border = (int)read.Machine.Border;
        kernels = planned[0].CSharp.Kernels.Count;
        return [.. planned.Select(p => p.Plan)];
    }
}
