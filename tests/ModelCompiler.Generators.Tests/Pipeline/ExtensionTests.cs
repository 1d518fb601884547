using System.Text.RegularExpressions;
using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.KernelGraphs;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Pipeline;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Pipeline;

/// <summary>What generators/README.md shows of adding a rewrite, a schedule choice and a target: the regions here stand there, word by word, and do what it says. (An operation:
/// <see cref="Graph.OperationTableTests"/>.)</summary>
public partial class ExtensionTests
{
    private const string Layers = "[Input(12, 12, 3)] [Conv2D(20, 3, Activation = Activation.ReLU)] [MaxPooling2D(2)] [Flatten] [Dense(10, Activation = Activation.Softmax)] "
        + "[Loss(Loss.CategoricalCrossEntropy)]";

    [Fact]
    public void A_rewrite_is_a_function_and_a_line_in_a_list()
    {
        Pass<TensorProgram>[] passes =
        [
            .. Passes.Training,
            #region readme
            new("swap-factors", (program, _) => SwapFactors.Run(program)) { After = ["fuse-epilogues"] },
            #endregion
        ];
        TensorProgram program = PassRunner.Run(passes, Stages.Defined(Layers, training: true), Stages.Verified());
        KernelGraph graph = Programs.Kernels(program, Passes.CSharp, Stages.Verified());
        Assert.Contains(graph.Statements, s => s.ToString().Contains("Σ ky kx i : conv2d_1.kernel[ky, kx, i, o] · input[n, y + ky, x + kx, i]", StringComparison.Ordinal));
        foreach (Kernel kernel in graph.Kernels) Check(KernelLowering.Lower(kernel, "Kernel", Target.Avx512, UnrollPreference.Speed));
    }

    [Fact]
    public void A_schedule_choice_is_a_function_from_a_statement_to_a_schedule()
    {
        foreach (Kernel kernel in Stages.Fused(Stages.Differentiated(Layers)).Kernels.Where(k => k.Statements.Count == 1 && k.UsesBatch && k.Single.OutputAxes[0].IsBatch))
        {
            foreach (Target target in Target.All)
            {
                if (OneVector.Choose(kernel.Single, target) is not { } schedule) continue;
                schedule = schedule.With(LoopOrder.Initial(kernel.Single, schedule), items: 0);
                PreparedKernel prepared = KernelLowering.Prepare(kernel);
                var names = prepared.Buffers.ToDictionary(b => b.Tensor.Place, b => b.Name);
                var body = new OutputLowering(kernel.Single, schedule, names).LowerSample(LinearForm.Number(0));
                Check(new LoopNest("Kernel", prepared.Buffers, ItemCount.OneSample, [], body.ToEquatableArray()));
            }
        }
    }

    [Fact]
    public void A_target_is_a_line()
    {
        #region readme
        var neon = new Target("neon", Lanes: [4, 1], Registers: 32);
        #endregion
        foreach (Kernel kernel in Stages.Fused(Stages.Differentiated(Layers)).Kernels)
        {
            LoopNest nest = KernelLowering.Lower(kernel, "Kernel", neon, UnrollPreference.Speed);
            Check(nest);
            Assert.DoesNotContain(nest.Remarks, r => r.StartsWith(KernelLowering.RefusedSchedule, StringComparison.Ordinal));
            Assert.All(nest.Vectors, v => Assert.InRange(v.Lanes, 1, 4));
        }
    }

    [Fact]
    public void The_README_shows_this_code()
    {
        string readme = File.ReadAllText(Repository.PathOf("generators", "README.md"));
        string source = File.ReadAllText(Repository.PathOf("tests", "ModelCompiler.Generators.Tests", "Pipeline", "ExtensionTests.cs"));
        string[] regions = [.. Region().Matches(source).Select(m => Dedented(m.Groups[1].Value))];
        Assert.Equal(4, regions.Length);
        Assert.All(regions, region => Assert.Contains(region, readme, StringComparison.Ordinal));
    }

    private static void Check(LoopNest nest)
    {
        LoopNestVerifier.Verify(nest);
        Assert.Empty(AccessVerifier.Prove(nest).Unproven);
    }

    private static string Dedented(string code)
    {
        string[] lines = code.TrimEnd().Split('\n');
        int indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > 0 ? l[indent..] : l));
    }

    [GeneratedRegex(@"^ *#region readme\n(.*?)^ *#endregion", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Region();
}

#region readme
/// <summary>a · b → b · a: a rewrite returns other statements of the same value, or null for those that stay.</summary>
internal static class SwapFactors
{
    public static TensorProgram Run(TensorProgram program) => program.Replace(statement =>
        statement is { IsContraction: true, Body: Binary product } ? [statement with { Body = new Binary(product.Operator, product.Right, product.Left) }] : null);
}
#endregion

#region readme
/// <summary>One vector of the innermost axis at a time, cell by cell: a choice returns a schedule, or null where it does not fit.</summary>
internal static class OneVector
{
    public static Schedule? Choose(Comprehension statement, Target target)
    {
        Axis last = statement.OutputAxes[statement.OutputAxes.Count - 1];
        return Strides.CanBeLanes(statement, last) ? new Schedule(last, alongReduction: false, target.Lanes, vectorsPerBlock: 1, tiles: [], unrolled: []) : null;
    }
}
#endregion
