using System.CommandLine;

namespace Digits;

/// <summary>What reading the command line ended in.</summary>
internal abstract record CommandLineOutcome
{
    /// <summary>A run to do.</summary>
    public sealed record Run(Options Options) : CommandLineOutcome;

    /// <summary>OpenCL devices to list.</summary>
    public sealed record ListDevices : CommandLineOutcome;

    /// <summary>Help or the version was asked for; showing it is all there is to do.</summary>
    public sealed record Show(ParseResult Parsed) : CommandLineOutcome;

    /// <summary>The command line cannot be understood; one line says why.</summary>
    public sealed record Mistake(string Message) : CommandLineOutcome;
}
