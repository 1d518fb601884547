using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>Turns class labels into the dense targets that losses take: 1 for the class, 0 for the others; with one output, the label
/// itself.</summary>
internal static class LabelTargets
{
    /// <summary>Classes that so many outputs tell apart.</summary>
    public static int Classes(int outputs) => Math.Max(2, outputs);

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
