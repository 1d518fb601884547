using ModelCompiler.Generators.Comprehensions;
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
        var plan = MemoryPlanner.Plan(graph, devices: true);
        Assert.Equal(-1, plan.Lifetimes[program.Input].From);
        Assert.Equal(-1, plan.Lifetimes[program.Loss!.Target].From);
        Assert.Equal(graph.Kernels.Count, plan.Lifetimes[program.Output.Root].To);
        Assert.Equal(graph.Kernels.Count, plan.Lifetimes[program.Loss.PerSample].To);
    }

    /// <summary>The caller has it; an output that is the input outlives the run, and devices read no memory but their own.</summary>
    [Fact]
    public void The_input_takes_no_memory_but_of_devices_and_where_it_is_an_output()
    {
        static MemoryPlan PlanOf(string layers, bool devices = false) => MemoryPlanner.Plan(Stages.Fused(Stages.Defined(layers)), devices: devices);
        const string dense = "[Input(40)] [Dense(50)]", same = "[Input(5, 8)] [Flatten]", named = "[Input(5, 8)] [Flatten(Name = \"row\")] [Dense(50)] [Output(\"row\")]";
        Assert.Equal((64, true), (PlanOf(dense).FloatsPerSample, PlanOf(dense).InputInPlace is not null));
        Assert.Equal((64 + 48, true), (PlanOf(dense, devices: true).FloatsPerSample, PlanOf(dense, devices: true).InputInPlace is not null));
        Assert.Equal((48, false), (PlanOf(same).FloatsPerSample, PlanOf(same).InputInPlace is not null));
        Assert.Equal((64 + 48, false), (PlanOf(named).FloatsPerSample, PlanOf(named).InputInPlace is not null));
    }

    [Fact]
    public void The_verifier_finds_overlaps_and_ends()
    {
        var plan = MemoryPlanner.Plan(Stages.Fused(Stages.Defined("[Input(40)] [Dense(30, Name = \"b\")] [Dense(50, Name = \"a\")]")));
        var a = plan.Lifetimes.Keys.Single(t => t.Name == "a");
        MemoryPlan Moved(long offset) => plan with { Offsets = plan.Offsets.ToDictionary(o => o.Key, o => o.Key == a ? offset : o.Value) };
        long other = plan.Offsets[plan.Lifetimes.Keys.Single(t => t.Name == "b")];
        Assert.Contains("overlap while both live", Assert.Throws<InvalidOperationException>(() => MemoryPlanVerifier.Verify(Moved(other))).Message);
        Assert.Contains("ends beyond", Assert.Throws<InvalidOperationException>(() => MemoryPlanVerifier.Verify(Moved(plan.FloatsPerSample))).Message);
    }
}
