namespace ModelCompiler.Data;

/// <summary>Something that a data set cannot do, or a sample that is not what it should be; the message names the sample.</summary>
public sealed class DatasetException : ModelException
{
    /// <summary>A problem with a set as a whole.</summary>
    /// <param name="problem">What was expected, what came, and what to do.</param>
    /// <param name="inner">What it came from.</param>
    public DatasetException(string problem, Exception? inner = null) : base(problem, inner)
    {
    }

    /// <summary>A problem with one sample.</summary>
    /// <param name="sample">The sample's number in its set, from 0.</param>
    /// <param name="problem">What was expected, what came, and what to do.</param>
    /// <param name="inner">What it came from.</param>
    public DatasetException(long sample, string problem, Exception? inner = null) : base($"Sample {sample} {problem}", inner) =>
        Sample = sample;

    /// <summary>The sample's number in its set, from 0; null where the whole set is meant.</summary>
    public long? Sample { get; }
}
