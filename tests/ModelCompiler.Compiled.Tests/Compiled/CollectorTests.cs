using ModelCompiler.Reference;
using ModelCompiler.Testing;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Testing.Networks;

namespace ModelCompiler.Compiled.Tests.Compiled;

/// <summary>
/// Collections in the middle of a kernel: the caller's input is pinned (or, of one sample of a small model, moves and takes its pointers with it), what lies beside it moves on its own. A pointer
/// that stood outside of the input would go with that, and the kernel would read elsewhere. All kinds of kernels that read a padded input: of predictions and of a step's kernel gradients.
/// </summary>
public class CollectorTests
{
    private const int Rounds = 500, Batch = 3;

    private static readonly LayerSource Mean = new GlobalAveragePoolingSource();

    private static readonly ModelSource[] Sources =
    [
        Net("ManyTaps", [14, 14, 24], new DepthwiseConv2DSource(new(13, 13) { Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh }, Mean),
        Net("Strided", [30, 30, 3], new Conv2DSource(64, new(7, 7) { StrideHeight = 2, StrideWidth = 2, Padding = ReferencePadding.Same }) { Activation = ActivationSource.Tanh }, Mean),
        Net("Dilated", [17, 17, 5], new Conv2DSource(20, new(3, 3) { DilationHeight = 3, DilationWidth = 3, Padding = ReferencePadding.Same }), Mean),
        Net("Small", [6, 6, 2], new Conv2DSource(8, new(5, 5) { Padding = ReferencePadding.Same }), new FlattenSource(), new DenseSource(3)),
    ];

    public static TheoryData<string, string?> Ways
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach (string target in Targets.All)
                foreach (string? machine in (string?[])[null, "work=10"]) data.Add(target, machine);
            return data;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public void Collections_move_nothing_that_kernels_read(string target, string? machine)
    {
        var assembly = InMemoryCompiler.Compile(Sources, new(Targets.Runnable(target), Machine: machine));
        using var collector = new Collector();
        foreach (ModelSource source in Sources)
        {
            CompiledModel model = assembly.Model(source);
            model.Threads = 2;
            var reference = source.Reference();
            model.Randomize(reference, new SplitMix64(1));
            float[] inputs = new SplitMix64(2).Floats(Batch * reference.InputSize), targets = new SplitMix64(3).Floats(Batch * reference.OutputSize);
            collector.Pause();
            float[] expected = model.Predict(inputs), one = model.Predict(inputs[..reference.InputSize]);
            float loss = model.Step(inputs, targets);
            float[] gradients = model.Program.GradientBuffer.ToArray();
            collector.Resume();
            for (int round = 0; round < Rounds; round++)
            {
                // Between what is gone at the next collection, so that it has reason to move things.
                object before = new byte[100 + (round * 37 % 4000)];
                float[] fresh = [.. inputs];
                Assert.Equal(expected, model.Predict(fresh));
                Assert.Equal(one, model.Predict(fresh[..reference.InputSize]));
                if (round % 5 != 0) continue;
                Assert.Equal(loss, model.Step(fresh, targets));
                Assert.True(gradients.AsSpan().SequenceEqual(model.Program.GradientBuffer), $"gradients of {source}");
                GC.KeepAlive(before);
            }
        }
    }

    private static ModelSource Net(string name, int[] input, params LayerSource[] layers) => new($"Collected{name}", input, layers, new(LossKindSource.MeanSquaredError));

    /// <summary>A thread that makes garbage among what stays, and collects it.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly ManualResetEventSlim runs = new(false);
        private readonly Thread thread;
        private volatile bool ended;

        public Collector()
        {
            thread = new Thread(Run) { IsBackground = true };
            thread.Start();
        }

        public void Pause() => runs.Reset();

        public void Resume() => runs.Set();

        public void Dispose()
        {
            ended = true;
            runs.Set();
            thread.Join();
            runs.Dispose();
        }

        private void Run()
        {
            var random = new SplitMix64(4);
            var kept = new Queue<byte[]>();
            while (!ended)
            {
                runs.Wait();
                for (int i = 0; i < 400; i++)
                {
                    var some = new byte[random.Of(40, 300, 1000, 3000)];
                    if (i % 3 == 0) kept.Enqueue(some);
                    if (kept.Count > 2000) kept.Dequeue();
                }

                GC.Collect(random.Of(0, 1), GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        }
    }
}
