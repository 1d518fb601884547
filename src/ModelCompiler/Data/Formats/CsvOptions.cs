namespace ModelCompiler.Data;

/// <summary>
/// How a text file of separated values is read. RFC 4180: a field may stand in double quotes, and a quote in it is written twice.
/// </summary>
public sealed class CsvOptions
{
    /// <summary>Whether the first line names the columns. Default: true if one of its fields that are inputs is not a number.</summary>
    public bool? Header { get; init; }

    /// <summary>What separates fields. Default: a comma.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>The columns to be learnt, by their names or, counted from 0, their numbers; -1 is the last one. Default: the last one.
    /// Several make dense targets.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["-1"];

    /// <summary>What the target is. Default: classes if there is one target column and its fields are words or, without an exception, whole
    /// numbers from 0 to 255; numbers otherwise.</summary>
    public CsvTarget Target { get; init; } = CsvTarget.Auto;

    /// <summary>Columns to leave out, by their names or numbers. Default: none.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Fields that mean that a value is missing, besides an empty one. Default: NA, NaN, null and ?.</summary>
    public IReadOnlyList<string> Missing { get; init; } = ["NA", "NaN", "nan", "null", "?"];

    /// <summary>What is done with a line where a value is missing. Default: all such lines are reported in one exception.</summary>
    public CsvMissing WhenMissing { get; init; } = CsvMissing.Fail;
}

/// <summary>What a target column holds.</summary>
public enum CsvTarget
{
    /// <summary>As the fields suggest.</summary>
    Auto,

    /// <summary>Classes: whole numbers from 0, or words, which are counted in alphabetical order (ordinal) and become
    /// <see cref="Dataset.ClassNames"/>.</summary>
    Classes,

    /// <summary>Numbers.</summary>
    Numbers,
}

/// <summary>What is done with a line where a value is missing.</summary>
public enum CsvMissing
{
    /// <summary>The lines are named in an exception.</summary>
    Fail,

    /// <summary>The line is left out.</summary>
    Skip,

    /// <summary>An input becomes the mean of its column; a line without its target is left out.</summary>
    Mean,
}
