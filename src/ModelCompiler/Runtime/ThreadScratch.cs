namespace ModelCompiler.Runtime;

/// <summary>
/// Memory that each thread has for itself, shared by all models: values that one item of a kernel's work leaves for its own next step,
/// close in a cache since the next item writes over them.
/// </summary>
internal static class ThreadScratch
{
    [ThreadStatic]
    private static AlignedBuffer? own;

    /// <summary>
    /// This thread's memory, on a cache line; its floats are whatever was left there. Allocates when more is asked for than before.
    /// </summary>
    public static ref float AtLeast(int floats)
    {
        AlignedBuffer? buffer = own;
        if (buffer is null || buffer.Length < floats) own = buffer = new AlignedBuffer(floats);
        return ref buffer.First;
    }
}
