using System.Diagnostics;
using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Fills a <see cref="StepCapture"/> launch by launch, and times the step without what that takes.</summary>
internal sealed class StepCopying
{
    private readonly StepCapture capture;
    private readonly ILookup<int, StepValueLayout> values;
    private readonly int firstGradient;
    private readonly long start;
    private long copying;
    private double forward = double.NaN;

    /// <param name="capture">What is filled.</param>
    /// <param name="values">Rows of <see cref="CompiledProgram.StepValues"/>.</param>
    /// <param name="batch">Samples of the step.</param>
    public StepCopying(StepCapture capture, ReadOnlySpan<int> values, int batch)
    {
        this.capture = capture;
        capture.Begin(batch);
        StepValueLayout[] rows = StepValueLayout.Read(values);
        this.values = rows.ToLookup(v => v.Launch);
        firstGradient = rows.Where(v => v.Kind > 0).Select(v => v.Launch).DefaultIfEmpty(-1).Min();
        start = Stopwatch.GetTimestamp();
    }

    /// <summary>Whether anything happens after this launch, so that a device must have finished it.</summary>
    public bool StopsAt(int launch) => launch == firstGradient || values[launch].Any(v => capture.Wants?.Invoke(v.Layer) ?? true);

    /// <summary>Copies what a launch has made.</summary>
    /// <param name="launch">Its number.</param>
    /// <param name="read">Brings values to the host.</param>
    public void Launched(int launch, ReadStepValue read)
    {
        long now = Stopwatch.GetTimestamp();
        // The gradient of the loss comes with the loss, or right after it: what was before is the forward pass.
        if (launch == firstGradient)
            forward = Stopwatch.GetElapsedTime(start + copying, now).TotalSeconds;
        foreach (StepValueLayout value in values[launch])
        {
            if (capture.Wants?.Invoke(value.Layer) ?? true)
                capture.Copy(value, read(value));
        }

        copying += Stopwatch.GetTimestamp() - now;
    }

    /// <summary>The step is over, up to the update.</summary>
    public void End() => capture.End(forward,
        Stopwatch.GetElapsedTime(start + copying, Stopwatch.GetTimestamp()).TotalSeconds - forward, copying);
}

/// <summary>Gives a value's memory from its first sample on, for at least as many samples as are captured.</summary>
internal delegate ReadOnlySpan<float> ReadStepValue(StepValueLayout value);
