using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <summary>
/// Turns what a data set has (labels, dense targets, a class for each position) and what a fit asks for (smoothing, weights, masks) into
/// what kernels take: a dense target and a weight for each output. Both backends get the same numbers. Plain labels and targets pass
/// through untouched.
/// </summary>
internal sealed class TargetPlan
{
    private readonly ModelTask task;
    private readonly bool hasWeights;
    private readonly float smoothing;
    private readonly IReadOnlyList<float>? classWeights;
    private readonly IReadOnlyList<float>? sampleWeights;
    private readonly int? ignoreLabel;
    private readonly bool ignoreMissing;
    private float[] dense = [];
    private float[] weights = [];
    private float[] rowWeights = [];

    /// <param name="task">What the outputs mean.</param>
    /// <param name="layout">The model.</param>
    /// <param name="options">What the fit asks for; null for single steps and evaluations, which are plain.</param>
    /// <exception cref="TargetKindException">An option that does not go with the loss.</exception>
    public TargetPlan(ModelTask task, ProgramLayout layout, FitOptions? options = null)
    {
        this.task = task;
        hasWeights = layout.Training is { Weight: >= 0 };
        if (options is null)
            return;
        (smoothing, classWeights, sampleWeights) = (options.LabelSmoothing, options.ClassWeights, options.SampleWeights);
        (ignoreLabel, ignoreMissing) = (options.IgnoreLabel, options.IgnoreMissing);
        bool classes = task.Kind is TaskKind.Classes or TaskKind.Binary or TaskKind.Unknown;
        if (smoothing != 0 && task.Kind is (TaskKind.Continuous or TaskKind.Count))
            throw TargetKindException.ForOption(task, nameof(FitOptions.LabelSmoothing), "cross-entropies");
        if (classWeights is not null && !classes)
            throw TargetKindException.ForOption(task, nameof(FitOptions.ClassWeights), "classes that exclude each other");
        if (classWeights is { } some && some.Count != task.Classes)
            throw TargetKindException.ForClassWeights(task, some.Count);
    }

    /// <summary>Whether targets pass through as they are.</summary>
    public bool IsPlain => smoothing == 0 && classWeights is null && sampleWeights is null && ignoreLabel is null && !ignoreMissing;

    /// <summary>The label that counts nothing, if there is one.</summary>
    public int? IgnoreLabel => ignoreLabel;

    /// <summary>Makes the targets of a batch. Valid until the next call.</summary>
    /// <param name="given">
    /// Labels, one for each sample or position, or dense targets, one for each output or (classes) for each position.
    /// </param>
    /// <param name="count">Samples.</param>
    /// <param name="samples">Their numbers in the set; from 0 if empty.</param>
    /// <exception cref="LabelOutOfRangeException">A label that the model has no output for.</exception>
    /// <exception cref="TargetOutOfRangeException">A target that the loss is not defined for.</exception>
    /// <exception cref="TargetKindException">Labels for a model that learns numbers.</exception>
    public StepTargets Make(StepTargets given, int count, ReadOnlySpan<long> samples)
    {
        new TargetCheck(task, ignoreLabel, ignoreMissing).Check(given, count, samples);
        bool perPosition = given.AreLabels ? task.Positions > 1 : given.Dense.Length != (long)count * task.Outputs;
        if (IsPlain && !perPosition)
            return given;
        int rows = count * task.Positions;
        Reserve(rows);
        FillDense(given, perPosition, rows);
        bool weighted = FillRowWeights(given, perPosition, rows, samples);
        ReadOnlySpan<float> elementWeights = ApplyWeights(rows, weighted);
        Smooth(rows);
        return new StepTargets(given.Labels, dense.AsSpan(0, rows * task.Channels), elementWeights);
    }

    private void Reserve(int rows)
    {
        if (rowWeights.Length >= rows)
            return;
        rowWeights = new float[rows];
        dense = new float[checked(rows * task.Channels)];
        weights = new float[dense.Length];
    }

    private void FillDense(StepTargets given, bool perPosition, int rows)
    {
        Span<float> all = dense.AsSpan(0, rows * task.Channels);
        if (!given.AreLabels && !perPosition)
        {
            given.Dense.CopyTo(all);
            return;
        }

        all.Clear();
        for (int row = 0; row < rows; row++)
        {
            int label = LabelOf(given, row);
            if (label < 0)
                continue;
            if (task.Channels == 1)
                all[row] = label;
            else
                all[row * task.Channels + label] = 1;
        }
    }

    /// <summary>The class of a row, or -1 where it is missing.</summary>
    private int LabelOf(StepTargets given, int row)
    {
        if (given.AreLabels)
            return given.Labels[row] == ignoreLabel ? -1 : given.Labels[row];
        float number = given.Dense[row];
        return float.IsNaN(number) || (int)number == ignoreLabel ? -1 : (int)number;
    }

    /// <summary>What each row counts: its sample's weight times its class's; NaN where it is missing.</summary>
    /// <returns>Whether any counts other than 1.</returns>
    private bool FillRowWeights(StepTargets given, bool perPosition, int rows, ReadOnlySpan<long> samples)
    {
        bool weighted = false;
        for (int row = 0; row < rows; row++)
        {
            int sample = row / task.Positions;
            float weight = sampleWeights is null ? 1 : SampleWeight(samples.IsEmpty ? sample : samples[sample]);
            int label = given.AreLabels || perPosition ? LabelOf(given,
                row) : classWeights is null ? 0 : Winner(dense.AsSpan(row * task.Channels, task.Channels));
            if (label >= 0 && classWeights is not null)
                weight *= classWeights[label];
            rowWeights[row] = label < 0 ? float.NaN : weight;
            weighted |= weight != 1;
        }

        return weighted;
    }

    private float SampleWeight(long sample) => sample < sampleWeights!.Count
        ? sampleWeights[(int)sample]
        : throw new InvalidOperationException($"'{task.ModelName}': FitOptions.SampleWeights has {sampleWeights.Count} weights, but there "
            + $"is a sample {sample}. Give one for each sample.");

    private static int Winner(ReadOnlySpan<float> row)
    {
        if (row.Length == 1)
            return row[0] > 0.5f ? 1 : 0;
        int best = 0;
        for (int c = 1; c < row.Length; c++)
        {
            if (row[c] > row[best])
                best = c;
        }

        return best;
    }

    /// <summary>
    /// Missing targets become weights of 0, and the others count as much more as keeps the loss a mean over those that are there.
    /// </summary>
    private ReadOnlySpan<float> ApplyWeights(int rows, bool weighted)
    {
        int channels = task.Channels, missing = 0, total = rows * channels;
        for (int row = 0; row < rows; row++)
        {
            Span<float> targets = dense.AsSpan(row * channels, channels), some = weights.AsSpan(row * channels, channels);
            some.Fill(rowWeights[row]);
            missing += Mask(targets, some);
        }

        if (!weighted && missing == 0)
            return [];
        if (missing > 0 && missing < total)
            Scale(weights.AsSpan(0, total), (float)total / (total - missing));
        if (hasWeights)
            return weights.AsSpan(0, total);
        for (int i = 0; i < total; i++)
            dense[i] *= weights[i]; // Linear in the target: the target says it.
        return [];
    }

    /// <summary>Takes out targets that are missing: a class as a whole, other outputs one by one.</summary>
    /// <returns>How many.</returns>
    private int Mask(Span<float> targets, Span<float> some)
    {
        bool whole = task.Kind is TaskKind.Classes or TaskKind.Unknown;
        int missing = 0;
        for (int c = 0; c < targets.Length; c++)
        {
            if (!float.IsNaN(targets[c]) && !float.IsNaN(some[c]))
                continue;
            (targets[c], some[c]) = (0, 0);
            missing++;
        }

        if (missing == 0 || !whole)
            return missing;
        targets.Clear();
        some.Clear();
        return targets.Length;
    }

    private static void Scale(Span<float> numbers, float factor)
    {
        foreach (ref float number in numbers)
            number *= factor;
    }

    /// <summary>
    /// Some of each class's certainty goes to all: <c>t · (1 - s) + s / classes</c>, as Keras has it. A target that carries a weight
    /// spreads that.
    /// </summary>
    private void Smooth(int rows)
    {
        if (smoothing == 0)
            return;
        int channels = task.Channels;
        for (int row = 0; row < rows; row++)
        {
            Span<float> targets = dense.AsSpan(row * channels, channels);
            float whole = 1;
            if (task.Kind is TaskKind.Classes or TaskKind.Unknown && channels > 1)
            {
                whole = 0;
                foreach (float target in targets)
                    whole += target;
            }

            float share = smoothing * whole / (task.Kind is TaskKind.Classes or TaskKind.Unknown && channels > 1 ? channels : 2);
            foreach (ref float target in targets)
                target = target * (1 - smoothing) + share;
        }
    }
}
