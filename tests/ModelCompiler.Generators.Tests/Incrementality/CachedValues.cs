using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Incrementality;

/// <summary>
/// Walks everything that a step's output reaches. A symbol, a syntax node or a location among it would keep a whole compilation alive, and would differ after every edit.
/// </summary>
internal static class CachedValues
{
    private static readonly Type[] Forbidden = [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Compilation), typeof(SemanticModel), typeof(Location), typeof(AttributeData)];

    public static void Verify(object value, string step) => Visit(value, step, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null) return;
        Assert.False(Forbidden.Any(f => f.IsInstanceOfType(value)), $"{path} holds {value.GetType().Name}.");
        Type type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || value is string or decimal or Type) return;
        if (!type.IsValueType && !seen.Add(value)) return;
        if (value is IEnumerable items)
        {
            int at = 0;
            foreach (object? item in items) Visit(item, $"{path}[{at++}]", seen);
            return;
        }

        for (Type? holder = type; holder is not null && holder != typeof(object); holder = holder.BaseType)
        {
            foreach (var field in holder.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
        }
    }
}
