using ModelCompiler.OpenCL.Child;
using ModelCompiler.Training;

namespace ModelCompiler.OpenCL.Tests;

/// <summary>Models on several threads, each with its own, share the library of drivers and its bindings.</summary>
public sealed class ThreadTests
{
    private const int Threads = 4;
    private const int Times = 2000;
    private const int Models = 25;

    [DeviceFact]
    public async Task Threads_make_contexts_and_build_programs_at_once()
    {
        // Nothing is compiled: options that no compiler knows are refused before, so that calls follow one another closely.
        byte[] source = "__kernel void empty(void) { }"u8.ToArray();
        int open = OpenCLHandle.Open;
        await OnThreads(() =>
        {
            using var context = new DeviceContext(OpenCLDevice.Default, profiling: false);
            using var builder = new ProgramBuilder(context, new CacheFolder(""));
            for (int i = 0; i < Times; i++)
            {
                new DeviceContext(OpenCLDevice.Default, profiling: false).Dispose();
                Assert.Throws<OpenCLBuildException>(() => builder.Kernel("empty", source, "-no-such-option"));
            }
        });
        Assert.Equal(open, OpenCLHandle.Open);
    }

    [DeviceFact]
    public async Task Models_on_threads_of_their_own_compute_what_one_alone_does()
    {
        using var cache = new TemporaryFolder();
        float[] alone = Trained(new OpenCLOptions { CachePath = "", Tune = false });
        int open = OpenCLHandle.Open;
        await OnThreads(() =>
        {
            // The first of them build, and all write and read one cache.
            for (int i = 0; i < Models; i++)
                Assert.Equal(alone, Trained(new OpenCLOptions { CachePath = cache.Path, Tune = false }));
        });
        Assert.Equal(open, OpenCLHandle.Open);
    }

    private static float[] Trained(OpenCLOptions options)
    {
        using OpenCLModel<LinearClassifier> model = new LinearClassifier(seed: 1).ToOpenCL(options: options);
        var trainer = new Trainer<LinearClassifier>(model, new Adam());
        for (int batch = 4; batch < 7; batch++)
            trainer.Step(LinearClassifier.Samples(batch), LinearClassifier.Labels(batch));
        return model.Predict(LinearClassifier.Samples(8));
    }

    private static Task OnThreads(Action action) => Task.WhenAll(Enumerable.Range(0, Threads).Select(_ =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
}
