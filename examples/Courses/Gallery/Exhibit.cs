using ModelCompiler.Plots;

namespace Courses.Gallery;

/// <summary>A figure with what is to be seen in it.</summary>
/// <param name="File">Its name without an ending.</param>
/// <param name="Figure">The picture.</param>
/// <param name="Text">What was done and what came of it.</param>
internal sealed record Exhibit(string File, Figure Figure, string Text);

/// <summary>A subject of the courses.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Make">Trains and draws.</param>
internal sealed record Chapter(string Title, Func<Lab, IEnumerable<Exhibit>> Make);
