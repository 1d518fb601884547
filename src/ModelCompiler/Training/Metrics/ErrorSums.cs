namespace ModelCompiler.Training;

/// <summary>
/// Sums of errors of each channel, in double, with the targets' mean and squared distance from it kept up to date as they come (Welford,
/// "Note on a method for calculating corrected sums of squares and products", 1962), which loses no digits where the mean is large. Targets
/// that are NaN count nothing.
/// </summary>
internal sealed class ErrorSums(int channels, bool counts)
{
    private const int Count = 0, Absolute = 1, Squared = 2, Mean = 3, Spread = 4, Deviance = 5, Fields = 6;

    private readonly double[] sums = new double[Fields * channels];

    /// <summary>Mean of |y - t|.</summary>
    public double MeanAbsoluteError => Total(Absolute) / Total(Count);

    /// <summary>Root of the mean of (y - t)².</summary>
    public double RootMeanSquaredError => Math.Sqrt(Total(Squared) / Total(Count));

    /// <summary><c>2 (t ln(t / y) - t + y)</c>, the mean; NaN for outputs that are no counts.</summary>
    public double PoissonDeviance => counts ? Total(Deviance) / Total(Count) : double.NaN;

    /// <summary>
    /// <c>1 - Σ (y - t)² / Σ (t - mean t)²</c>, the mean over the channels; as scikit-learn's <c>r2_score</c>, where the targets of a
    /// channel are all the same it is 1 for a perfect prediction and 0 otherwise.
    /// </summary>
    public double R2
    {
        get
        {
            double total = 0;
            for (int c = 0; c < channels; c++)
            {
                double squared = sums[Fields * c + Squared], spread = sums[Fields * c + Spread];
                total += spread > 0 ? 1 - squared / spread : squared == 0 ? 1 : 0;
            }

            return Total(Count) < 2 * channels ? double.NaN : total / channels;
        }
    }

    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (int c = 0; c < channels; c++)
        {
            if (float.IsNaN(targets[c]))
                continue;
            Span<double> own = sums.AsSpan(Fields * c, Fields);
            double target = targets[c], output = outputs[c], error = output - target, delta = target - own[Mean];
            own[Count]++;
            own[Absolute] += Math.Abs(error);
            own[Squared] += error * error;
            own[Mean] += delta / own[Count];
            own[Spread] += delta * (target - own[Mean]);
            if (counts)
                own[Deviance] += 2 * ((target > 0 ? target * Math.Log(target / output) : 0) - target + output);
        }
    }

    public void Clear() => Array.Clear(sums);

    public void Save(CallbackState state) => state.SetNumbers<double>("errors", sums);

    public void Load(CallbackState state) => state.GetNumbers<double>("errors", sums);

    private double Total(int field)
    {
        double total = 0;
        for (int c = 0; c < channels; c++)
            total += sums[Fields * c + field];
        return total;
    }
}
