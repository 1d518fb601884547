using System.Security.Cryptography;
using System.Text;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Emit;

/// <summary>
/// The hash that files had before <see cref="ArchitectureHash"/>. It leaves out numbers without shape, such as a slope or an epsilon. Never
/// changed: files with it are still held to it.
/// </summary>
internal static class EarlierArchitectureHash
{
    public static string Of(ShapedGraph graph)
    {
        var text = new StringBuilder();
        foreach (ShapedNode node in graph.Nodes)
        {
            text.Append(node.Operation.GetType().Name).Append(' ').Append(string.Join(",", node.Inputs)).Append(' ')
                .Append(node.Shape).Append(' ');
            if (node.Operation is Graph.Activation activation) text.Append(activation.Kind);
            if (node.Operation is Graph.Join join) text.Append(join.Kind);
            if (node.Operation is Graph.WindowReduction pool) text.Append(pool.Kind);
            if (node.Operation is Graph.Upsampling upsampling) text.Append(upsampling.Kind);
            if (node.Operation is Graph.FixedFilter filter)
                text.Append(string.Join(" ", filter.Kernels.SelectMany(k => k).Select(CSharp.CSharpDialect.Literal)));
            foreach (ResolvedWindow w in node.Windows) text.Append($"{w.Size}/{w.Stride}/{w.Dilation}/{w.PadBefore} ");
            foreach (int p in node.Parameters)
                text.Append(graph.Parameters[p].Declaration.Name).Append(graph.Parameters[p].Shape).Append(' ');
            text.Append('\n');
        }

        using SHA256 sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())).Take(16).Select(b => b.ToString("x2")));
    }
}
