namespace ModelCompiler.Runtime;

/// <summary>Sees the kernels of a program go by, on the thread that launches them.</summary>
internal interface ILaunchObserver
{
    /// <summary>A kernel is about to run.</summary>
    /// <param name="kernel">Its number; <see cref="CompiledProgram.NameOf"/> tells its name.</param>
    /// <param name="work">Multiply-adds of all its items, or the bytes that they read and write where those are more.</param>
    void Launching(int kernel, long work);

    /// <summary>The kernel has run, on all threads.</summary>
    void Launched(int kernel);
}
