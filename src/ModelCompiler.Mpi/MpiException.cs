namespace ModelCompiler.Training;

/// <summary>There is no MPI on this system, or not the one whose launcher started this process.</summary>
public sealed class MpiNotAvailableException(string message, Exception? inner = null) : ModelException(message, inner);

/// <summary>A call of MPI failed.</summary>
public sealed class MpiException : ModelException
{
    internal MpiException(string call, int code, string text) : base($"{call} failed with code {code}: {text}") =>
        (Call, Code) = (call, code);

    /// <summary>The function of MPI.</summary>
    public string Call { get; }

    /// <summary>What it returned.</summary>
    public int Code { get; }
}
