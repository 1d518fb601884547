using ModelCompiler.Runtime;
using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

public class DeterminismTests
{
    [Fact]
    public void A_fit_gives_the_same_bits_on_any_number_of_threads_and_in_every_run()
    {
        uint[] expected = Fit(1);
        foreach (int threads in (int[])[2, 3, 8, 2])
            Assert.Equal(expected, Fit(threads));
    }

    [Fact]
    public void Another_seed_is_another_run() => Assert.NotEqual(Fit(1), Fit(1, seed: 1));

    [Theory]
    [InlineData("adam")]
    [InlineData("nesterov")]
    [InlineData("tensor norms, decay, average")]
    [InlineData("global norm, lookahead")]
    public void A_large_update_gives_the_same_bits_on_any_number_of_threads(string rule)
    {
        Optimizer MakeOptimizer() => rule switch
        {
            "adam" => new Adam(),
            "nesterov" => new Sgd(0.1, 0.9, nesterov: true),
            "tensor norms, decay, average" => new AdamW(0.01) { ClipNorm = 0.7, ExcludeFromWeightDecay = ["bias"], UseEma = true },
            _ => new Lookahead(new RAdam(0.01) { GlobalClipNorm = 0.7 }, syncPeriod: 2),
        };
        uint[] expected = Update(MakeOptimizer(), 1);
        foreach (int threads in (int[])[2, 3, 8])
            Assert.Equal(expected, Update(MakeOptimizer(), threads));
    }

    [Fact]
    public void Every_step_has_a_dropout_seed_of_its_own_that_follows_from_the_trainers()
    {
        uint[] Seeds(int seed)
        {
            var model = new Classifier();
            model.Program.DropoutSeeds.Capacity = 20;
            var trainer = new Trainer<Classifier>(model, new Sgd(), new TrainerOptions { Seed = seed });
            for (int step = 0; step < 20; step++)
                trainer.Step([1, 2, 3, 4], new[] { 1 });
            return [.. model.Program.DropoutSeeds];
        }

        Assert.Equal(20, Seeds(1).Distinct().Count());
        Assert.Equal(Seeds(1), Seeds(1));
        Assert.Empty(Seeds(1).Intersect(Seeds(2)));
    }

    private static uint[] Fit(int threads, int seed = 0)
    {
        var model = new Classifier(9) { Threads = threads };
        var trainer = new Trainer<Classifier>(model, new Adam(0.01), new TrainerOptions { Seed = seed });
        History history = trainer.Fit(Classifier.MakeData(301), new FitOptions { Epochs = 3, BatchSize = 32 });
        uint[] losses = [.. history.Epochs.Select(e => BitConverter.SingleToUInt32Bits((float)e.Loss))];
        return [.. Bits(model.Parameters), .. losses];
    }

    /// <summary>Five updates of 150,000 weights, ten work items, along gradients that are random but equal.</summary>
    private static uint[] Update(Optimizer optimizer, int threads)
    {
        const int size = 50_000;
        ParameterSet parameters = ParameterSet.Create("Wide", LinearProgram.Describe(size, 3), 1);
        var program = new LinearProgram("Wide", size, 3, parameters) { Threads = threads };
        var state = new OptimizerState(optimizer, program);
        for (int step = 0; step < 5; step++)
        {
            var random = new CounterRandom(1, (uint)step);
            foreach (ref float gradient in program.GradientBuffer)
                gradient = random.NextSingle() - 0.5f;
            state.Apply();
        }

        return Bits(parameters);
    }

    private static uint[] Bits(ParameterSet parameters) => [.. parameters.Buffer.Span.ToArray().Select(BitConverter.SingleToUInt32Bits)];
}
