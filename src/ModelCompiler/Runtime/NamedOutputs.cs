namespace ModelCompiler.Runtime;

/// <summary>Checks of what is asked for by name, for the processor and for devices.</summary>
internal static class NamedOutputs
{
    /// <summary>
    /// Checks all lengths; whether branches that end in a named output are needed. Outputs that are not asked for are empty.
    /// </summary>
    /// <exception cref="InputLengthException">A span that is neither empty nor of the right length.</exception>
    public static bool Check<TOutputs>(ProgramLayout layout, int samples, ReadOnlySpan<float> outputs,
        TOutputs named) where TOutputs : IOutputSpans, allows ref struct
    {
        if (outputs.Length != 0 && outputs.Length != (long)samples * layout.OutputSize)
            throw InputLengthException.ForOutputs(layout, samples, outputs.Length);
        bool heads = false;
        for (int i = 0; i < layout.Outputs.Length; i++)
        {
            int length = named[i].Length;
            if (length == 0)
                continue;
            if (length != (long)samples * layout.Outputs[i].Size)
                throw InputLengthException.ForNamedOutput(layout, layout.Outputs[i], samples, length);
            heads |= layout.Outputs[i].OnHead;
        }

        return heads;
    }

    /// <summary>An output's number by its layer's name.</summary>
    /// <exception cref="OutputNotFoundException">The model names no such output.</exception>
    public static int Find(ProgramLayout layout, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int found = Array.FindIndex(layout.Outputs, o => o.Name == name);
        return found >= 0 ? found : throw new OutputNotFoundException(layout.ModelName, name, [.. layout.Outputs.Select(o => o.Name)]);
    }

    /// <summary>An array for all samples of an output.</summary>
    public static float[] RoomFor(ProgramLayout layout, int output, int samples)
    {
        int size = layout.Outputs[output].Size;
        return (long)samples * size <= Array.MaxLength ? new float[samples * size] : throw new BatchTooLargeException(layout.ModelName,
            samples, Array.MaxLength / size);
    }
}
