using ModelCompiler.Training;

namespace ModelCompiler.Runtime;

/// <content>Looking at the values of a training step.</content>
public abstract partial class CompiledProgram
{
    /// <summary>
    /// Where a training step holds the layers' values, nine numbers each: layer, kind, launch, offset, column, rows, columns, pitch, floats
    /// to the next sample.
    /// </summary>
    protected virtual ReadOnlySpan<int> StepValues => default;

    /// <summary>
    /// <see cref="TrainStepEntered(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, uint)"/> that copies the layers' values
    /// as they are made.
    /// </summary>
    internal float TrainStepEntered(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights,
        uint dropoutSeed, StepCapture capture)
    {
        ILaunchObserver? before = Observer;
        var copying = new StepCopying(capture, StepValues, CountSamples(inputs));
        Observer = new CopyingObserver(this, copying, before);
        try
        {
            float loss = TrainStepEntered(inputs, targets, weights, dropoutSeed);
            copying.End();
            return loss;
        }
        finally
        {
            Observer = before;
        }
    }

    private sealed class CopyingObserver(CompiledProgram program, StepCopying copying, ILaunchObserver? next) : ILaunchObserver
    {
        public void Launching(int kernel, long work) => next?.Launching(kernel, work);

        public void Launched(int kernel)
        {
            next?.Launched(kernel);
            copying.Launched(kernel, value => program.Value(value.Offset, value.SampleStride));
        }
    }
}
