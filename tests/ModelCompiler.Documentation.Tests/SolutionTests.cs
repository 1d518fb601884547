using System.Xml.Linq;

namespace ModelCompiler.Documentation.Tests;

/// <summary>A project of the solution refers to projects of the solution only: another one would be built in Debug, whatever the command said, and its kernels without optimization.</summary>
public class SolutionTests
{
    [Fact]
    public void Every_project_that_is_referred_to_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Documents.Root, "ModelCompiler.sln")).Replace('\\', '/');
        var projects = Directory.EnumerateFiles(Documents.Root, "*.csproj", SearchOption.AllDirectories).Where(p => IsIn(solution, p)).ToList();
        Assert.InRange(projects.Count, 30, 1000);
        foreach (var project in projects)
        {
            foreach (var reference in XDocument.Load(project).Descendants("ProjectReference").Select(r => r.Attribute("Include")!.Value.Replace('\\', '/')))
            {
                var referred = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference));
                Assert.True(IsIn(solution, referred), $"{Path.GetFileName(project)} refers to {Path.GetFileName(referred)}, which ModelCompiler.sln does not have: dotnet sln add it.");
            }
        }
    }

    private static bool IsIn(string solution, string project) => solution.Contains($"\"{Path.GetRelativePath(Documents.Root, project).Replace('\\', '/')}\"", StringComparison.Ordinal);
}
