using System.Security.Cryptography;
using System.Text;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Emit;

/// <summary>Tells networks apart for which the same weights mean something else: all of <see cref="OperationFacts"/> counts; names of
/// layers without weights, initializers and training settings do not.</summary>
internal static class ArchitectureHash
{
    /// <summary>Of the text that is hashed: a file's hash of another version says nothing about this one.</summary>
    private const string Version = "2-";

    public static string Of(ShapedGraph graph)
    {
        string text = string.Join("\n", Enumerable.Range(0, graph.Nodes.Count).Select(i => OperationFacts.Of(graph, i)));
        using SHA256 sha = SHA256.Create();
        return Version + string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(16).Select(b => b.ToString("x2")));
    }
}
