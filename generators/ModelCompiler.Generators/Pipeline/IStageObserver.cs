using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Pipeline;

/// <summary>Looks at what each stage makes, and at programs after each pass.</summary>
internal interface IStageObserver : IPassObserver
{
    void Shaped(ShapedGraph graph);

    void Planned(MemoryPlan plan);

    /// <param name="nest">The loops of a kernel.</param>
    /// <param name="groupSize">Work items of a group, where the nest is what one of them does; otherwise 0.</param>
    void Lowered(LoopNest nest, int groupSize);
}
