namespace ModelCompiler.Plots;

/// <summary>Something that cannot be drawn; the message says what was expected and what came.</summary>
/// <param name="problem">What was expected, what came, and what to do.</param>
public sealed class PlotException(string problem) : ModelException(problem);
