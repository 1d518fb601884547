namespace ModelCompiler.Dashboard;

/// <summary>What a hand can ask of a fit. It is carried out on the fit's thread, between two steps.</summary>
internal abstract record Command
{
    /// <summary>Wait before the next step.</summary>
    public sealed record Pause : Command;

    /// <summary>Go on.</summary>
    public sealed record Resume : Command;

    /// <summary>Take one step and wait again.</summary>
    public sealed record OneStep : Command;

    /// <summary>Change a setting.</summary>
    public sealed record Set(string Name, double Value) : Command;

    /// <summary>End the fit, with the best weights so far if <paramref name="KeepBest"/>.</summary>
    public sealed record Stop(bool KeepBest) : Command;

    /// <summary>Draw the weights anew and forget what the optimizer remembers.</summary>
    public sealed record Reinitialize(int Seed) : Command;

    /// <summary>Write the weights to a file of the run's folder, named by the step and <paramref name="Extension"/>.</summary>
    public sealed record Snapshot(string Extension) : Command;

    /// <summary>Replace the weights by those of a file of the run's folder.</summary>
    /// <param name="File">A name that the folder has.</param>
    /// <param name="Matching">Whether to take what fits and leave the rest: weights of another network.</param>
    public sealed record Load(string File, bool Matching) : Command;

    /// <summary>Whether the run would be another without it, so that a repetition needs it.</summary>
    public bool ChangesRun => this is Set or Stop or Reinitialize or Load;
}
