using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelCompiler.Generators.Tests.Pipeline;

/// <summary>A stage sees what came before it and nothing of what comes after.</summary>
public class StageOrderTests
{
    private const string Root = "ModelCompiler.Generators";

    private static readonly string[] Order = ["Binding", "Graph", "ShapeInference", "Comprehensions", "KernelGraphs", "Rewrites", "Autodiff", "Grouping", "MemoryPlanning", "Lowering", "Emit",
        "Pipeline"];

    /// <summary>What every stage may use, and what uses no stage itself.</summary>
    private static readonly string[] Anywhere = ["Diagnostics", "Support"];

    public static TheoryData<string> Stages() => [.. Order, .. Anywhere];

    [Theory]
    [MemberData(nameof(Stages))]
    public void No_stage_uses_a_later_one(string stage)
    {
        var sources = Sources().Where(s => s.Stage == stage).ToList();
        Assert.NotEmpty(sources);
        var used = sources.SelectMany(s => Used(s.Tree).Select(name => (s.File, Name: name))).Where(u => !Allowed(stage, u.Name));
        Assert.Empty(used.Select(u => $"{u.File} uses {u.Name}"));
    }

    [Fact]
    public void Every_folder_of_the_generator_is_a_stage() =>
        Assert.Equal(Order.Concat(Anywhere).Order(), Sources().Select(s => s.Stage).OfType<string>().Distinct().Order());

    /// <summary>A statement's place in a list says nothing of what it computes: who needs one asks for it by its role, or asks for the only one (<c>Kernel.Single</c>).</summary>
    [Fact]
    public void No_statement_is_known_by_its_number()
    {
        var numbered = Sources().SelectMany(s => s.Tree.GetRoot().DescendantNodes().OfType<ElementAccessExpressionSyntax>().Select(access => (s.File, Access: access)))
            .Where(n => n.Access.Expression.ToString().EndsWith("Statements", StringComparison.Ordinal) && n.Access.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax)
            .Where(n => n.Access.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Identifier.Text != "Single");
        Assert.Empty(numbered.Select(n => $"{n.File} has {n.Access}"));
    }

    [Fact]
    public void Uses_are_found_however_they_are_written() => Assert.Equal(
        ["Emit", "Emit", "Graph", "KernelGraphs", "Lowering"],
        Used(CSharpSyntaxTree.ParseText(
            """
            using ModelCompiler.Generators.Lowering;
            using static ModelCompiler.Generators.Emit.CSharp.Dialect;
            namespace ModelCompiler.Generators.Binding;
            class C { KernelGraphs.Kernel k; int n = global::ModelCompiler.Generators.Emit.X.Y; object o = Graph.Shape.Of(1); }
            """)).Order());

    private static bool Allowed(string stage, string used)
    {
        if (used == stage || used == "Support") return true;
        if (stage == "Support") return false;
        if (used == "Diagnostics") return true;
        int at = Array.IndexOf(Order, stage);
        // Faults are written with the values of the stages that find them.
        return at < 0 ? Array.IndexOf(Order, used) <= Array.IndexOf(Order, "ShapeInference") : Array.IndexOf(Order, used) < at;
    }

    private static IEnumerable<(string File, string? Stage, SyntaxTree Tree)> Sources()
    {
        string folder = Repository.PathOf("generators", Root);
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            string[] parts = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
            if (parts[0] is "bin" or "obj") continue;
            yield return (string.Join('/', parts), parts.Length > 1 ? parts[0] : null, CSharpSyntaxTree.ParseText(File.ReadAllText(file)));
        }
    }

    /// <summary>The stages that usings and qualified names mention.</summary>
    private static IEnumerable<string> Used(SyntaxTree tree)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is not (QualifiedNameSyntax or MemberAccessExpressionSyntax) || node.Parent is QualifiedNameSyntax or BaseNamespaceDeclarationSyntax) continue;
            if (node.Parent is MemberAccessExpressionSyntax) continue;
            string name = node.ToString().Replace("global::", "", StringComparison.Ordinal);
            if (name.StartsWith(Root + ".", StringComparison.Ordinal)) name = name[(Root.Length + 1)..];
            string first = name.Split('.')[0];
            if (Order.Contains(first) || Anywhere.Contains(first)) yield return first;
        }
    }
}
