using System.Text;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Tests.Pipeline;

/// <summary>Verifies and writes down every stage's result, one after another.</summary>
internal sealed class PipelineDump : IStageObserver
{
    private readonly StringBuilder text = new();
    private string last = "";

    /// <summary>The whole way of one declaration, from its graph to its loop nests.</summary>
    public static string Of(string layers, CompilerOptions options)
    {
        var dump = new PipelineDump();
        dump.Write("Graph", ModelGraphPrinter.Print(Stages.Graph(layers)));
        CompilerPipeline.Compile(Stages.Bind(layers), Stages.Shaped(layers), options, dump);
        return dump.ToString();
    }

    public void Shaped(ShapedGraph graph)
    {
        Assert.Empty(ShapedGraphVerifier.Verify(graph));
        Write("ShapeInference", ShapedGraphPrinter.Print(graph));
    }

    public void After(string pass, object program)
    {
        if (program is TensorProgram statements)
        {
            TensorProgramVerifier.Verify(statements);
            Write(pass, TensorProgramPrinter.Print(statements));
        }
        else
        {
            KernelGraphVerifier.Verify((KernelGraph)program);
            Write(pass, KernelGraphPrinter.Print((KernelGraph)program));
        }
    }

    public void Planned(MemoryPlan plan)
    {
        MemoryPlanVerifier.Verify(plan);
        Write("MemoryPlanning", MemoryPlanPrinter.Print(plan));
    }

    public void Lowered(LoopNest nest, int groupSize)
    {
        LoopNestVerifier.Verify(nest);
        Write("Lowering", LoopNestPrinter.Print(nest));
    }

    public override string ToString() => text.ToString();

    /// <summary>A pass that changed nothing is a line.</summary>
    private void Write(string stage, string result)
    {
        if (text.Length > 0) text.Append('\n');
        text.Append($"--- {stage} ---\n").Append(result == last ? "(the same)\n" : result);
        last = result;
    }
}
