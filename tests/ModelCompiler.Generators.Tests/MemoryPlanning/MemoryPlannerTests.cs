using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Fusion;
using ModelCompiler.Generators.MemoryPlanning;
using ModelCompiler.Generators.Tests.Pipeline;

namespace ModelCompiler.Generators.Tests.MemoryPlanning;

public class MemoryPlannerTests
{
    [Fact]
    public void Random_networks_never_overlap_and_stay_close_to_the_bound()
    {
        double total = 0, bound = 0;
        var plans = RandomPrograms.Draw(seed: 7, count: 60).Select(p => MemoryPlanner.Plan(Stages.Fused(p))).ToList();
        foreach (var plan in plans)
        {
            MemoryPlanVerifier.Verify(plan);
            long least = MemoryPlanBound.Of(plan);
            Assert.InRange(plan.FloatsPerSample, least, least * 3 / 2);
            total += plan.FloatsPerSample;
            bound += least;
        }

        Assert.True(total <= bound * 1.05, $"Plans take {total / bound:P1} of the bounds together.");
    }

    [Theory]
    [InlineData(Declarations.Mnist)]
    [InlineData(Declarations.Keras)]
    [InlineData(Declarations.LeNet)]
    [InlineData(Declarations.ConvNetJsCifar)]
    public void Known_networks_are_close_to_the_bound(string layers)
    {
        foreach (var program in new[] { Stages.Defined(layers), Stages.Differentiated(layers) })
        {
            var plan = MemoryPlanner.Plan(Stages.Fused(program));
            MemoryPlanVerifier.Verify(plan);
            Assert.True(plan.FloatsPerSample <= MemoryPlanBound.Of(plan) * 1.1, MemoryPlanPrinter.Print(plan));
        }
    }

    [Fact]
    public void A_chain_of_layers_uses_the_memory_of_two()
    {
        string layers = "[Input(400)]" + string.Concat(Enumerable.Repeat(" [Dense(400)]", 6));
        Assert.Equal(800, MemoryPlanner.Plan(Stages.Fused(Stages.Defined(layers))).FloatsPerSample);
    }

    [Fact]
    public void Trained_parameters_come_first_and_everything_starts_on_a_cache_line()
    {
        var program = Stages.Differentiated("[Input(4)] [Dense(3, Trainable = false, Name = \"a\")] [Dense(5, L2 = 0.1, Name = \"b\")] [Loss(Loss.MeanSquaredError)]");
        var plan = MemoryPlanner.Plan(Stages.Fused(program));
        Assert.Equal([32, 48, 0, 16], program.Parameters.Select(p => plan.OffsetOf(p.Weights)));
        Assert.Equal((64, 32), (plan.ParameterFloats, plan.TrainableFloats));
        Assert.All(program.Parameters, p => Assert.Equal(plan.OffsetOf(p.Weights), plan.OffsetOf(p.Gradient)));
        Assert.All(plan.Offsets.Values, offset => Assert.Equal(0, offset % 16));
    }

    [Fact]
    public void Inputs_live_from_before_the_run_and_outputs_until_after_it()
    {
        var program = Stages.Differentiated(Declarations.Mlp);
        var graph = Stages.Fused(program);
        var plan = MemoryPlanner.Plan(graph);
        Assert.Equal(-1, plan.Lifetimes[program.Input].From);
        Assert.Equal(-1, plan.Lifetimes[program.Loss!.Target].From);
        Assert.Equal(graph.Kernels.Count, plan.Lifetimes[program.Output.Root].To);
        Assert.Equal(graph.Kernels.Count, plan.Lifetimes[program.Loss.PerSample].To);
    }

    [Fact]
    public void The_verifier_finds_overlaps_and_ends()
    {
        var plan = MemoryPlanner.Plan(Stages.Fused(Stages.Defined("[Input(40)] [Dense(50, Name = \"a\")]")));
        var a = plan.Lifetimes.Keys.Single(t => t.Name == "a");
        MemoryPlan Moved(long offset) => plan with { Offsets = plan.Offsets.ToDictionary(o => o.Key, o => o.Key == a ? offset : o.Value) };
        long other = plan.Offsets[plan.Lifetimes.Keys.Single(t => t.Name == "input")];
        Assert.Contains("overlap while both live", Assert.Throws<InvalidOperationException>(() => MemoryPlanVerifier.Verify(Moved(other))).Message);
        Assert.Contains("ends beyond", Assert.Throws<InvalidOperationException>(() => MemoryPlanVerifier.Verify(Moved(plan.FloatsPerSample))).Message);
    }
}
