using System.Reflection;
using ModelCompiler.Onnx;
using ModelCompiler.Testing.Compilation;
using ModelCompiler.Tool.Declarations;

namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>A model written as ONNX, run by ONNX Runtime, read again as a class, and loaded again.</summary>
internal static class RoundTrip
{
    /// <summary>Operations that are nothing in a prediction, and so are not in the file.</summary>
    private static readonly HashSet<string> Identities = [Operations.Dropout, Operations.GaussianNoise, Operations.Sampling, Operations.Linear];

    /// <summary>Everything about a model: outputs, the same operations when it is imported, a class that declares them, and the weights' bits.</summary>
    public static void Check<T>(T model, float tolerance = 1e-5f) where T : class, IModel<T>
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.onnx");
        Weights.Draw(model, 7);
        OnnxModel.Export(model, path);
        Runtime.Agrees(model, path, tolerance);
        ModelArchitecture own = T.Summary.Architecture;
        ImportedModel imported = OnnxModel.Import(path);
        Assert.Equal(Described(own), Described(imported.Architecture));
        Assert.Equal(Needed(own).SelectMany(n => n.Parameters).Distinct().Sum(p => (long)model.Parameters[p].Length), imported.Tensors.Sum(t => (long)t.Values.Length));
        Declaration written = DeclarationWriter.Write(imported.Architecture, "Written", "A network.");
        ModelArchitecture declared = DeclaredArchitecture.Read(written.Text, $"Written.{imported.Architecture.ModelName}");
        string? difference = SameArchitecture.Difference(imported.Architecture, declared, written.Names);
        Assert.True(difference is null, difference + "\n" + written.Text);
        if (model.Parameters.Count == 0) return;
        float[] before = Weights.All(model);
        Weights.Draw(model, 1000);
        OnnxModel.Load(model, path);
        Assert.Equal(before, Weights.All(model));
    }

    /// <summary>The same for a class that is known at run time only.</summary>
    public static void Check(Type type)
    {
        object model = Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [1], null)!;
        typeof(RoundTrip).GetMethods().Single(m => m is { Name: nameof(Check), IsGenericMethodDefinition: true }).MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [model, 1e-5f], null);
    }

    /// <summary>What is computed, as sorted text: names and order do not count, nor what is nothing in a prediction.</summary>
    private static string Described(ModelArchitecture graph) => string.Join(
        "\n", Needed(graph).Where(n => !Identities.Contains(n.Operation) && !IsNothing(n)).Select(n => $"{n.Operation} {string.Join("×", n.Shape)} [{string.Join(", ", n.Parameters.Select(Part))}]")
            .Order(StringComparer.Ordinal));

    private static bool IsNothing(ArchitectureNode node) => node.Operation switch
    {
        Operations.Reshape => node.Shape.Where(e => e != 1).SequenceEqual(node.Inputs[0].Shape.Where(e => e != 1)),
        Operations.ResponseNormalization => node.Real("beta", 0.5f) == 0,
        Operations.Permute => node.Integers("axes").SequenceEqual(node.Integers("axes").Order()),
        _ => false,
    };

    private static string Part(string parameter) => parameter[(parameter.LastIndexOfAny(['.', '_']) + 1)..];

    /// <summary>Operations that the outputs depend on; of a draw's values only the means.</summary>
    private static List<ArchitectureNode> Needed(ModelArchitecture graph)
    {
        var found = new HashSet<ArchitectureNode>();
        var waiting = new Stack<ArchitectureNode>([graph.Nodes[^1], .. graph.Outputs.Select(o => graph[o])]);
        while (waiting.TryPop(out ArchitectureNode? node))
            if (found.Add(node)) foreach (ArchitectureNode input in node.Inputs.Take(node.Operation == Operations.Sampling ? 1 : int.MaxValue)) waiting.Push(input);
        return [.. graph.Nodes.Where(found.Contains)];
    }
}
