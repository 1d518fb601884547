using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Turns class labels into the dense targets that losses take: 1 for the class, 0 for the others; with one output, the label
/// itself.</summary>
internal static class LabelTargets
{
    /// <summary>Classes that so many outputs tell apart.</summary>
    public static int Classes(int outputs) => Math.Max(2, outputs);

    /// <summary>Refuses the first label that the model has no output for.</summary>
    /// <param name="labels">Labels of samples that follow one another.</param>
    /// <param name="model">The model.</param>
    /// <param name="samples">The samples' numbers in their set; from 0 if empty.</param>
    public static void Check(ReadOnlySpan<int> labels, ProgramLayout model, ReadOnlySpan<long> samples = default)
    {
        int classes = Classes(model.OutputSize);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new LabelOutOfRangeException(model.ModelName, labels[i], samples.IsEmpty ? i : (int)samples[i], classes, model.OutputSize == 1);
        }
    }

    /// <summary>Fills <paramref name="targets"/>, <c>[labels, outputs]</c>, from labels that were checked.</summary>
    public static void Fill(Span<float> targets, ReadOnlySpan<int> labels, int outputs)
    {
        targets.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            if (outputs == 1)
                targets[i] = labels[i];
            else
                targets[i * outputs + labels[i]] = 1;
        }
    }
}
