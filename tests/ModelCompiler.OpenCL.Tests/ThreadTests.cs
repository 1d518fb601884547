namespace ModelCompiler.OpenCL.Tests;

/// <summary>Models on several threads, each with its own, share the library of drivers and its bindings.</summary>
public sealed class ThreadTests
{
    private const int Threads = 4;
    private const int Times = 2000;

    [DeviceFact]
    public async Task Threads_make_contexts_and_build_programs_at_once()
    {
        // Nothing is compiled: options that no compiler knows are refused before, so that calls follow one another closely.
        byte[] source = "__kernel void empty(void) { }"u8.ToArray();
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using var context = new DeviceContext(OpenCLDevice.Default, profiling: false);
                using var builder = new ProgramBuilder(context, new CacheFolder(""));
                for (int i = 0; i < Times; i++)
                {
                    new DeviceContext(OpenCLDevice.Default, profiling: false).Dispose();
                    Assert.Throws<OpenCLBuildException>(() => builder.Kernel("empty", source, "-no-such-option"));
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
