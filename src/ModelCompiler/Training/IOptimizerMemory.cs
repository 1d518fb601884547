namespace ModelCompiler.Training;

/// <summary>All that an optimizer remembers of one model, wherever it is: with <see cref="Optimizer.SaveState"/>, what a checkpoint keeps.
/// Used between <see cref="IStepRunner.Enter"/> and <see cref="IStepRunner.Exit"/>.</summary>
internal interface IOptimizerMemory
{
    /// <summary>Names of the buffers, such as <c>m</c> and <c>v</c>. Each holds <see cref="Length"/> floats, laid out as the trainable part
    /// of the <see cref="ParameterSet"/>: a tensor's own begin at <see cref="ParameterTensor.Offset"/>.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Floats of each buffer.</summary>
    int Length { get; }

    /// <summary>Steps completed.</summary>
    long Step { get; set; }

    /// <summary>Epochs completed, for schedules that follow them.</summary>
    long Epoch { get; set; }

    /// <summary>The scale of the loss's gradient; null where training needs none. Setting it there does nothing.</summary>
    LossScale? LossScale
    {
        get => null;
        set { }
    }

    /// <summary>The buffer of the averaged weights, or -1.</summary>
    int AverageBuffer { get; }

    /// <summary>Exchanges the weights that are trained with their averages.</summary>
    void SwapAverages();

    /// <summary>A buffer where it lies, if that is on the host; empty otherwise.</summary>
    /// <param name="buffer">Its place in <see cref="Names"/>.</param>
    ReadOnlySpan<float> View(int buffer) => [];

    /// <summary>Copies a buffer to the host.</summary>
    /// <param name="buffer">Its place in <see cref="Names"/>.</param>
    /// <param name="destination"><see cref="Length"/> floats.</param>
    void Read(int buffer, Span<float> destination);

    /// <summary>Replaces a buffer.</summary>
    /// <param name="buffer">Its place in <see cref="Names"/>.</param>
    /// <param name="source"><see cref="Length"/> floats.</param>
    void Write(int buffer, ReadOnlySpan<float> source);
}
