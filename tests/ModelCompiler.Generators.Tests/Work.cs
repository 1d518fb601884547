using ModelCompiler.Generators.Emit.CSharp.Tiles;
using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests;

/// <summary>
/// What the compiler does for something, as the bytes that it asks for meanwhile: it makes new values wherever it goes, and unlike time they are as many on a busy machine as on an idle one.
/// </summary>
internal static class Work
{
    public static long Of(Action action)
    {
        long before = 0, after = 0;
        ParallelQueries.OnThisThread(() =>
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            action();
            after = GC.GetAllocatedBytesForCurrentThread();
        });
        return after - before;
    }

    /// <summary>The same of a compiler that remembers nothing.</summary>
    public static long OfAllAnew(Action action)
    {
        LoweredNests.Forget();
        KernelTexts.Forget();
        return Of(action);
    }
}
