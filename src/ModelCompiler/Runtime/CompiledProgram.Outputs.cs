namespace ModelCompiler.Runtime;

/// <content>Predictions that also read named values.</content>
public abstract partial class CompiledProgram
{
    /// <summary>Launches, after <see cref="Infer"/>, the kernels that named outputs alone need.</summary>
    protected virtual void InferHeads()
    {
    }

    /// <summary>Predicts any number of samples and copies the named values that are asked for.</summary>
    /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
    /// <param name="outputs">Room for exactly as many samples' outputs of the last layer; empty if they are not wanted.</param>
    /// <param name="named">Room for exactly as many samples' named values; empty for those that are not wanted.</param>
    /// <exception cref="InputLengthException">A length that does not fit.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public void Predict<TOutputs>(ReadOnlySpan<float> inputs, Span<float> outputs,
        TOutputs named) where TOutputs : IOutputSpans, allows ref struct
    {
        int samples = CountSamples(inputs);
        bool heads = NamedOutputs.Check(Layout, samples, outputs, named);
        Enter();
        try
        {
            lastRun = null;
            int chunk = SamplesAtOnce(samples);
            for (int first = 0; first < samples; first += chunk)
            {
                int count = Math.Min(chunk, samples - first);
                PredictChunk(inputs, outputs, first, count, heads);
                for (int i = 0; i < Layout.Outputs.Length; i++)
                    Copy(Layout.Outputs[i], named[i], first);
            }
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>One named value of any number of samples, in a new array.</summary>
    /// <param name="name">The layer's name, as it was declared.</param>
    /// <param name="inputs">Samples one after the other, row-major, channels last.</param>
    /// <exception cref="OutputNotFoundException">The model names no such output.</exception>
    /// <exception cref="InputLengthException">A length that is not a whole number of samples.</exception>
    /// <exception cref="ModelInUseException">Another thread is inside this instance.</exception>
    public float[] PredictOutput(string name, ReadOnlySpan<float> inputs)
    {
        int output = NamedOutputs.Find(Layout, name);
        float[] values = NamedOutputs.RoomFor(Layout, output, CountSamples(inputs));
        Predict(inputs, [], new OneOutput(output, values));
        return values;
    }

    private void Copy(OutputLayout output, Span<float> values, int first)
    {
        if (!values.IsEmpty)
            Value(output.Offset, output.Size).CopyTo(values[(first * output.Size)..]);
    }
}
