using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelCompiler.PackageTests;

/// <summary>One error as a build prints it: <c>MnistNet.cs(6,13): error MC0101: ... [App.csproj]</c>.</summary>
internal sealed partial record BuildError(string File, int Line, int Column, string Id, string Message)
{
    /// <summary>The different errors in a build's output, which lists each one twice; those without a place have line 0.</summary>
    public static IReadOnlyList<BuildError> In(string output) => [.. Pattern().Matches(output).Select(Parse).Distinct()];

    private static BuildError Parse(Match match) => new(
        Path.GetFileName(match.Groups["file"].Value.Trim()),
        Number(match.Groups["line"]),
        Number(match.Groups["column"]),
        match.Groups["id"].Value,
        match.Groups["message"].Value);

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<file>[^\r\n]*?)(\((?<line>\d+),(?<column>\d+)\))?\s*: error (?<id>\w+)?\s*: (?<message>[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Pattern();
}
