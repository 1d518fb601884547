using System.Collections;
using System.Globalization;
using System.Reflection;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>
/// All that a prediction depends on, operation by operation, as text. Every member of an operation's record is written, whatever it is
/// called, so that a new operation or member needs no line here and cannot be forgotten.
/// </summary>
internal static class OperationFacts
{
    /// <summary>What a node computes of its inputs, without the names of values, which change nothing.</summary>
    public static string Of(ShapedGraph graph, int index)
    {
        ShapedNode node = graph.Nodes[index];
        IEnumerable<string> parts =
        [
            .. Members(node.Operation.GetType()).Select(m => $"{m.Name} {Text(m.GetValue(node.Operation))}"),
            .. node.Windows.Select(w => $"window {w.Size}/{w.Stride}/{w.Dilation}/{w.PadBefore}"),
            .. node.Parameters.Select(p => $"{graph.Parameters[p].Declaration.Name} {graph.Parameters[p].Shape}"),
        ];
        return $"{node.Operation.GetType().Name}({string.Join(", ", parts)}) of {string.Join(", ", node.Inputs)} = {node.Shape}";
    }

    /// <summary>
    /// The members that count. Not those that the node says better (windows with their padding decided, parameters with their shapes), and
    /// not those that change only how a network learns or how a value is computed. Sorted, since reflection promises no order.
    /// </summary>
    public static IEnumerable<PropertyInfo> Members(Type operation) => operation
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.PropertyType != typeof(EquatableArray<Window>) && p.PropertyType != typeof(ConvolutionKind?)
        && !IsParameter(p.PropertyType) && !IsTraining(operation, p.Name))
        .OrderBy(p => p.Name, StringComparer.Ordinal);

    private static bool IsParameter(Type type) =>
        type == typeof(ParameterDeclaration) || typeof(IEnumerable<ParameterDeclaration>).IsAssignableFrom(type);

    /// <summary>Weights may be loaded to go on with another rate of dropout, or with statistics frozen: they predict the same.</summary>
    private static bool IsTraining(Type operation, string member) =>
        operation == typeof(DropoutOperation) || operation == typeof(NoiseOperation)
        || (operation == typeof(Sampling) && member == nameof(Sampling.DivergenceWeight))
        || (operation == typeof(ChannelNormalization) && member == nameof(ChannelNormalization.LearnsStatistics));

    private static string Text(object? value) => value switch
    {
        null => "none",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => text,
        Shape shape => shape.ToString(),
        IEnumerable items => $"[{string.Join(" ", items.Cast<object?>().Select(Text))}]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
