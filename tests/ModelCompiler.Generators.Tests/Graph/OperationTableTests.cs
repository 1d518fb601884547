using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Graph;

namespace ModelCompiler.Generators.Tests.Graph;

/// <summary>
/// What the compiler knows of operations stands in tables: expressions that switch over them. Each names every kind, and none has a default but an exception: a new operation fails here, with the
/// names of the tables that need a line for it.
/// </summary>
public class OperationTableTests
{
    private static readonly string[] Kinds = [.. typeof(Operation).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Operation)) && !t.IsAbstract).Select(t => t.Name)];

    /// <summary>Where graphs are checked, they have none of these; a table may leave them to its exception.</summary>
    private static readonly string[] Unchecked = [nameof(UnknownOperation), nameof(Shortcut), nameof(InputOperation)];

    private static readonly (string Name, SwitchExpressionSyntax Switch)[] Switches = [.. FindSwitches()];

    public static TheoryData<string> Tables => [.. Switches.Select(s => s.Name)];

    [Fact]
    public void The_tables_are_found() => Assert.Equal(
        [
            "Comprehensions/Definer.cs DefineNode", "Emit/ArchitectureSettings.cs Of", "Graph/ModelGraphPrinter.cs Describe", "Graph/ModelGraphVerifier.cs Parameters",
            "ShapeInference/LossChecks.cs IsNotNegative", "ShapeInference/LossChecks.cs Outputs", "ShapeInference/OperationCount.cs Of", "ShapeInference/ReceptiveField.cs Through",
            "ShapeInference/ShapeRules.cs InferShape",
        ],
        Switches.Select(s => s.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_names_every_operation(string table)
    {
        SwitchExpressionSyntax expression = Switches.Single(s => s.Name == table).Switch;
        string[] named = [.. expression.Arms.SelectMany(a => Named(a.Pattern)).Distinct()];
        bool throws = expression.Arms[^1] is { Pattern: DiscardPatternSyntax, Expression: ThrowExpressionSyntax };
        Assert.True(throws, $"{table}: the last arm must be an exception (Operation.IsUnknownTo), not a default.");
        string[] missing = [.. Kinds.Except(named).Except(Unchecked)];
        Assert.True(missing.Length == 0, $"{table} has no line for {string.Join(", ", missing)}.");
    }

    /// <summary>Every parameter that an operation's record declares is one of its weights, in the order in which they are saved.</summary>
    [Fact]
    public void Every_declared_parameter_is_known()
    {
        foreach (Type type in typeof(Operation).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Operation)) && !t.IsAbstract && t != typeof(Shortcut)))
        {
            var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
            var operation = (Operation)constructor.Invoke([.. constructor.GetParameters()
                .Select(p => p.ParameterType == typeof(ParameterDeclaration) ? Declare(p.Name!) : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)]);
            Assert.Equal(
                constructor.GetParameters().Where(p => p.ParameterType == typeof(ParameterDeclaration)).Select(p => p.Name),
                ModelGraphVerifier.Parameters(operation).Select(p => p.Name));
        }
    }

    private static ParameterDeclaration Declare(string name) => new(name, new InitializerSpec("Zeros"), 0, 0, true);

    /// <summary>All switch expressions of the compiler with an arm for a kind of operation; a remark of the review asks about some operations alone.</summary>
    private static IEnumerable<(string Name, SwitchExpressionSyntax Switch)> FindSwitches()
    {
        string folder = Repository.PathOf("generators", "ModelCompiler.Generators");
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (name.Split('/')[0] is "bin" or "obj" || name.StartsWith("Diagnostics/Review/", StringComparison.Ordinal)) continue;
            foreach (var expression in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<SwitchExpressionSyntax>())
            {
                if (!expression.Arms.Any(a => Named(a.Pattern).Any(Kinds.Contains))) continue;
                yield return ($"{name} {expression.Ancestors().OfType<MethodDeclarationSyntax>().First().Identifier.Text}", expression);
            }
        }
    }

    /// <summary>The types that a pattern names at its outside: not those of properties, nor of the parts of a pair.</summary>
    private static IEnumerable<string> Named(PatternSyntax pattern) => pattern switch
    {
        BinaryPatternSyntax either => Named(either.Left).Concat(Named(either.Right)),
        ParenthesizedPatternSyntax inner => Named(inner.Pattern),
        ConstantPatternSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } name => [Last(name.Expression)],
        TypePatternSyntax type => [Last(type.Type)],
        DeclarationPatternSyntax declared => [Last(declared.Type)],
        RecursivePatternSyntax { Type: { } type } => [Last(type)],
        _ => [],
    };

    /// <summary>A name of another type's member is none.</summary>
    private static string Last(Microsoft.CodeAnalysis.SyntaxNode name) => name.ToString().Replace("Graph.", "", StringComparison.Ordinal);
}
