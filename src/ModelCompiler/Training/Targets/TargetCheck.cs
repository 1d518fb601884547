namespace ModelCompiler.Training;

/// <summary>Refuses targets that the loss is not defined for, before they reach a kernel.</summary>
/// <param name="task">What the outputs mean.</param>
/// <param name="ignoreLabel">A label that counts nothing.</param>
/// <param name="ignoreMissing">Whether NaN is a target that is missing.</param>
internal readonly struct TargetCheck(ModelTask task, int? ignoreLabel, bool ignoreMissing)
{
    /// <summary>Checks samples that follow one another.</summary>
    /// <param name="given">Their labels or targets.</param>
    /// <param name="count">How many.</param>
    /// <param name="samples">Their numbers in the set; from 0 if empty.</param>
    public void Check(StepTargets given, int count, ReadOnlySpan<long> samples)
    {
        if (given.AreLabels)
            CheckLabels(given.Labels, samples);
        else
            CheckDense(given.Dense, count, samples);
    }

    private void CheckLabels(ReadOnlySpan<int> labels, ReadOnlySpan<long> samples)
    {
        if (!task.TakesLabels)
            throw TargetKindException.ForLabels(task);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)task.Classes && labels[i] != ignoreLabel)
                throw new LabelOutOfRangeException(task.ModelName, labels[i], Sample(samples, i / task.Positions),
                    task.Classes, task.Outputs == 1);
        }
    }

    private void CheckDense(ReadOnlySpan<float> targets, int count, ReadOnlySpan<long> samples)
    {
        // One class for each position, as a number.
        bool perPosition = task is { Kind: TaskKind.Classes, Positions: > 1 } && targets.Length == count * task.Positions;
        for (int i = 0; i < targets.Length; i++)
        {
            float target = targets[i];
            if (float.IsNaN(target) ? !ignoreMissing : !task.Takes(target))
                throw new TargetOutOfRangeException(task, Sample(samples, i / (targets.Length / count)),
                    i % (targets.Length / count), target);
            if (perPosition && !float.IsNaN(target) && (int)target != ignoreLabel
                && (target != MathF.Floor(target) || (uint)target >= (uint)task.Channels))
                throw new LabelOutOfRangeException(task.ModelName, (int)target, Sample(samples, i / task.Positions),
                    task.Channels, singleOutput: false);
        }
    }

    private static int Sample(ReadOnlySpan<long> samples, int index) => samples.IsEmpty ? index : (int)samples[index];
}
