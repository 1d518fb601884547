namespace ModelCompiler.Runtime;

/// <content>Ranges of activations that predictions quantize.</content>
public abstract partial class CompiledProgram
{
    /// <summary>
    /// A prediction of the same weights in single precision whose named values are the inputs of layers that this program quantizes, by the
    /// names of their ranges.
    /// </summary>
    protected virtual CompiledProgram? CreateCalibration() => null;

    /// <summary>Whether predictions quantize activations, and know the ranges of all.</summary>
    public bool IsCalibrated => ParameterSet.IsCalibrated;

    /// <summary>
    /// Widens the range of each quantized activation to the values that some samples give it: the least and the greatest, in single
    /// precision, and 0 in any case. Several calls count as one of all samples.
    /// </summary>
    /// <param name="inputs">Samples one after the other, row-major, channels last; at least one.</param>
    /// <exception cref="InputLengthException">A length that is not a whole number of samples, or none.</exception>
    /// <exception cref="ArgumentException">A sample that makes an activation infinite or no number.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public void Calibrate(ReadOnlySpan<float> inputs)
    {
        int samples = CountSamples(inputs);
        if (samples == 0)
            throw InputLengthException.ForEmptySet(Layout, "the set of samples to calibrate with");
        Enter();
        try
        {
            if (CreateCalibration() is not { } observed)
                return;
            (observed.isCalibration, observed.Threads) = (true, Threads);
            float[][] ranges = [.. observed.Layout.Outputs.Select(_ => new float[2])];
            int chunk = observed.SamplesAtOnce(samples);
            for (int first = 0; first < samples; first += chunk)
            {
                int count = Math.Min(chunk, samples - first);
                observed.PredictChunk(inputs, [], first, count, heads: true);
                for (int i = 0; i < ranges.Length; i++)
                {
                    OutputLayout output = observed.Layout.Outputs[i];
                    Widen(ranges[i], observed.Value(output.Offset, output.Size), output.Name);
                }
            }

            for (int i = 0; i < ranges.Length; i++)
                Merge(ranges[i], ParameterSet.Ranges.Single(r => r.Name == observed.Layout.Outputs[i].Name).Values);
            ParameterSet.MarkChanged();
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Forgets all ranges: those of other weights, or of samples that were not typical.</summary>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public void ResetCalibration()
    {
        Enter();
        ParameterSet.ForgetRanges();
        ParameterSet.MarkChanged();
        Exit();
    }

    private void Widen(float[] range, ReadOnlySpan<float> values, string name)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException(
                    $"'{Layout.ModelName}': a sample makes '{name}' {value}, and a range must be finite. "
                    + "Look at the samples and at the weights; no range was changed.", "inputs");
            }

            range[0] = Math.Min(range[0], value);
            range[1] = Math.Max(range[1], value);
        }
    }

    /// <summary>An activation that is always 0 has a range, too: of the least width.</summary>
    private static void Merge(float[] seen, Span<float> range) =>
        (range[0], range[1]) = (Math.Min(range[0], seen[0]), Math.Max(range[1], Math.Max(seen[1], LeastRange)));

    private const float LeastRange = 1e-30f;

    /// <summary>Whether this is what another program made to calibrate with: it needs no ranges.</summary>
    private bool isCalibration;
}
