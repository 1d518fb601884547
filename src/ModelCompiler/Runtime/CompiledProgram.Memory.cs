namespace ModelCompiler.Runtime;

/// <content>What an <see cref="ILaunchObserver"/> may look at between kernels.</content>
public abstract partial class CompiledProgram
{
    /// <summary>The arena of the run under way.</summary>
    internal Span<float> ArenaFloats => arena.Span;

    /// <summary>What does not depend on the batch, of the run under way.</summary>
    internal Span<float> FixedFloats => fixedFloats.Span;

    /// <summary>Samples in the run under way.</summary>
    internal int SamplesInRun => Batch;
}
