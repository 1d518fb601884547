using ModelCompiler;
using ModelCompiler.Data;
using ModelCompiler.Runtime;
using ModelCompiler.Training;

namespace MpiTests;

/// <summary>How batches are divided and sums are taken, without MPI: ranks are threads here.</summary>
public sealed class PartTests
{
    [Fact]
    public void Parts_cover_a_batch_and_the_first_has_a_sample()
    {
        for (int samples = 1; samples < 70; samples++)
        {
            for (int count = 1; count < 20; count++)
            {
                var parts = new BatchParts(samples, count);
                Assert.Equal(0, parts.Start(0));
                Assert.Equal(samples, parts.Start(count));
                Assert.True(parts.Length(0) > 0);
                Assert.All(Enumerable.Range(0, count), part => Assert.InRange(parts.Length(part), samples / count, (samples + count - 1) / count));
            }
        }
    }

    [Fact]
    public void What_ranks_add_up_is_the_whole_tree()
    {
        for (int count = 1; count < 20; count++)
        {
            for (int ranks = 1; ranks <= count; ranks++)
            {
                var found = new List<PartNode>();
                for (int rank = 0; rank < ranks; rank++)
                    new PartNode(0, count).Within(new BatchParts(count, count), BatchParts.FirstOf(rank, ranks, count), BatchParts.FirstOf(rank + 1, ranks, count), found);
                Assert.Equal(Enumerable.Range(0, count), found.SelectMany(node => Enumerable.Range(node.From, node.To - node.From)));
            }
        }
    }

    /// <summary>Random batches, parts and ranks, against one rank: all bits of weights and losses. Gradients in one message, in several, and in several while the backward pass goes on.</summary>
    [Fact]
    public void Any_number_of_ranks_gives_the_bits_of_one()
    {
        Assert.Empty(ProgramOf(new NumbersNet(seed: 1)).Layout.GradientBuckets);
        Assert.NotEmpty(ProgramOf(new StatefulNet(seed: 1)).Layout.GradientBuckets);
        var random = new Random(7);
        for (int round = 0; round < 40; round++)
        {
            int count = 1 + random.Next(12), ranks = 1 + random.Next(count), batch = 1 + random.Next(30), samples = 1 + random.Next(40);
            bool overlap = round % 2 == 0;
            Func<Communicator, string> train = round % 4 == 1
                ? communicator => Train(new NumbersNet(seed: 4), Samples.Pairs(samples, seed: 5), Samples.Pairs(7, seed: 6), communicator, count, batch, overlap)
                : communicator => Train(new StatefulNet(seed: 4), Samples.Classes(samples, seed: 5), Samples.Classes(7, seed: 6), communicator, count, batch, overlap);
            string one = train(Communicator.Alone);
            Assert.All(ThreadRanks.Run(ranks, train), bits => Assert.Equal(one, bits));
        }
    }

    /// <summary>Gradients of less than a bucket that are too many to go to all: each rank adds up a segment of them. Uneven parts, ranks without samples, and two ranks, which send all
    /// to each other.</summary>
    [Theory]
    [InlineData(4, 4, 6)]
    [InlineData(5, 3, 7)]
    [InlineData(6, 5, 3)]
    [InlineData(4, 2, 9)]
    public void A_large_tensor_alone_gives_the_bits_of_one_rank(int parts, int ranks, int samples)
    {
        GradientBucket[] buckets = ProgramOf(new OneTensorNet(seed: 1)).Layout.GradientBuckets;
        Assert.Empty(buckets);
        var data = new Dataset(Samples.Numbers(72 * samples, 1), Samples.Numbers(1000 * samples, 2), 72, 1000);
        string one = Train(Communicator.Alone);
        Assert.All(ThreadRanks.Run(ranks, Train), bits => Assert.Equal(one, bits));

        string Train(Communicator communicator) => PartTests.Train(new OneTensorNet(seed: 4), data, data, communicator, parts, batch: samples, overlap: true);
    }

    /// <summary>The last layers' gradients travel before the first layers' are computed: the backward pass does not end before something was sent.</summary>
    [Fact]
    public void Gradients_travel_during_the_backward_pass()
    {
        bool[] seen = ThreadRanks.Run(2, ranks =>
        {
            var model = new WideNet(seed: 3);
            using var sent = new ManualResetEventSlim();
            var trainer = new Trainer<WideNet>(model, new Sgd(0.1), new TrainerOptions { Communicator = new Watched(ranks, sent), OverlapGradients = true });
            GradientBucket[] buckets = ProgramOf(model).Layout.GradientBuckets;
            var waits = new WaitBefore(buckets[^1].Launch, sent);
            ProgramOf(model).Observer = waits;
            trainer.Step(Samples.Numbers(72 * 8, 1), new int[8]);
            return waits.Happened;
        });
        Assert.All(seen, Assert.True);
    }

    /// <summary>An error while gradients are computed is thrown, and leaves no thread that waits; the next step works.</summary>
    [Fact]
    public void A_step_after_one_that_failed_works()
    {
        float[] losses = ThreadRanks.Run(2, ranks =>
        {
            var model = new WideNet(seed: 3);
            var trainer = new Trainer<WideNet>(model, new Sgd(0.1), new TrainerOptions { Communicator = ranks, OverlapGradients = true });
            ProgramOf(model).Observer = new Failing();
            Assert.Throws<IOException>(() => trainer.Step(Samples.Numbers(72 * 8, 1), new int[8]));
            ProgramOf(model).Observer = null;
            return trainer.Step(Samples.Numbers(72 * 8, 1), new int[8]);
        });
        Assert.Equal(losses[0], losses[1]);
    }

    /// <summary>The weighted sum of the parts' gradients is the batch's gradient, up to rounding; nothing here draws numbers or normalizes over the batch.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_divided_batch_has_the_gradients_of_the_whole(int count)
    {
        float[] inputs = Samples.Numbers(4 * 13, 1), targets = Samples.Numbers(2 * 13, 2);
        Trainer<NumbersNet> whole = Numbers(options: null), divided = Numbers(new TrainerOptions { BatchParts = count });
        float loss = whole.Step(inputs, targets), sameLoss = divided.Step(inputs, targets);
        Assert.Equal(loss, sameLoss, 1e-6f);
        foreach (ParameterTensor gradient in whole.Gradients)
            AssertClose(gradient.Span, divided.Gradients[gradient.Name].Span);
        AssertClose(whole.InputGradients, divided.InputGradients);
    }

    [Fact]
    public void Steps_of_divided_batches_allocate_nothing()
    {
        Trainer<NumbersNet> trainer = Numbers(new TrainerOptions { BatchParts = 4 });
        float[] inputs = Samples.Numbers(4 * 13, 1), targets = Samples.Numbers(2 * 13, 2);
        for (int step = 0; step < 50; step++)
            trainer.Step(inputs, targets);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
            trainer.Step(inputs, targets);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>With plain allreduce ranks stay equal among themselves, and near the others.</summary>
    [Fact]
    public void Fastest_reduction_is_the_same_training_up_to_rounding()
    {
        float[] inputs = Samples.Numbers(4 * 13, 1), targets = Samples.Numbers(2 * 13, 2);
        Trainer<NumbersNet> whole = Numbers(options: null);
        whole.Step(inputs, targets);
        float[][] kernels = ThreadRanks.Run(3, ranks =>
        {
            Trainer<NumbersNet> trainer = Numbers(new TrainerOptions { Communicator = ranks, GradientReduction = GradientReduction.Fastest });
            trainer.Step(inputs, targets);
            return trainer.Gradients["dense_1.kernel"].Span.ToArray();
        });
        Assert.All(kernels, kernel => Assert.Equal(kernels[0], kernel));
        AssertClose(whole.Gradients["dense_1.kernel"].Span, kernels[0]);
    }

    [Fact]
    public void A_rank_that_holds_the_others_up_is_shown()
    {
        string[] lines = ThreadRanks.Run(3, ranks =>
        {
            var written = new StringWriter();
            var trainer = new Trainer<NumbersNet>(new NumbersNet(seed: 4), new Sgd(0.1), new TrainerOptions { Communicator = ranks });
            // Slow where the others are not: a rank's own time is what it computes, and here that is more.
            ((PartedRunner)((ITrainer)trainer).Runner).Computing = () => Thread.Sleep(ranks.Rank == 2 ? 60 : 5);
            trainer.Fit(Samples.Pairs(24, seed: 5), new FitOptions { Epochs = 1, BatchSize = 12, Callbacks = [new ConsoleProgress(written, rewrites: false)] });
            return written.ToString();
        });
        Assert.Contains("rank 2 is slow: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("", lines[1]);
    }

    [Fact]
    public void A_hash_depends_on_every_bit()
    {
        byte[] bytes = new byte[75];
        ulong before = Hash(bytes);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.NotEqual(before, Hash(bytes));
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    private static ulong Hash(byte[] bytes)
    {
        var hash = new RunningHash();
        hash.Add(bytes);
        return hash.Value;
    }

    private static Trainer<NumbersNet> Numbers(TrainerOptions? options) => new(new NumbersNet(seed: 4), new Sgd(0.1), options);

    private static CompiledProgram ProgramOf<T>(T model)
        where T : class, IModel<T> => model.Program;

    private static string Train<T>(T model, Dataset data, Dataset validation, Communicator ranks, int parts, int batch, bool overlap)
        where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Sgd(0.05, 0.9), new TrainerOptions { Communicator = ranks, BatchParts = parts, Seed = 3, OverlapGradients = overlap });
        History history = trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = batch, Validation = validation });
        return Scenarios.Line("", trainer, history, trainer.Evaluate(data, batchSize: 9).Loss);
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6f);
    }
}
