using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Lowering;

namespace ModelCompiler.Generators.Emit.CSharp.Rows;

/// <summary>One sum that gains a product.</summary>
/// <param name="Original">The statement as it was.</param>
/// <param name="Sum">What is added to.</param>
/// <param name="Left">One factor.</param>
/// <param name="Right">The other.</param>
internal sealed record MultiplyAddUpdate(VectorSet Original, VectorName Sum, Factor Left, Factor Right)
{
    /// <summary>Null if the statement is another one, or a factor neither has a name nor comes from memory.</summary>
    /// <param name="lets">What the statements before have named.</param>
    public static MultiplyAddUpdate? From(NestStatement statement, IReadOnlyDictionary<string, VectorLet> lets)
    {
        if (statement is not VectorSet { Value: MultiplyAdd { Addend: VectorName sum } value } set || sum.Name != set.Name) return null;
        return Factor.From(value.Left, lets) is { } left && Factor.From(value.Right, lets) is { } right
            ? new MultiplyAddUpdate(set, sum, left, right)
            : null;
    }

    /// <summary>The factor beside <paramref name="shared"/>; null if neither is that.</summary>
    public Factor? Beside(Factor shared) => shared.Is(Left) ? Right : shared.Is(Right) ? Left : null;
}

/// <summary>A factor of a product.</summary>
/// <param name="Name">Its name; null if it has none.</param>
/// <param name="Splat">Where the float lies that it has in all lanes; null if it is no such vector.</param>
/// <param name="Load">Where its floats lie, if it has no name; otherwise null.</param>
internal sealed record Factor(VectorName? Name, Access? Splat, Access? Load)
{
    /// <summary>Whether both are the same float of memory or the same name.</summary>
    public bool Is(Factor other) => Splat is null ? Name is not null && Name == other.Name : Splat.Equals(other.Splat);

    public static Factor? From(VectorExpression value, IReadOnlyDictionary<string, VectorLet> lets) => value switch
    {
        VectorRead { From.Element: not ElementType.Single } => null, // Rows read floats.
        VectorName name => new Factor(name, lets.TryGetValue(name.Name, out VectorLet? let) ? SplatOf(let.Value) : null, null),
        FirstLanes { Operand: VectorName name } when lets.TryGetValue(name.Name, out VectorLet? let)
            && let.Value is Broadcast wide => new Factor(null, wide.From, null),
        Broadcast or VectorLoad { Lanes: 1 } => new Factor(null, SplatOf(value), null),
        VectorLoad load => new Factor(null, null, load.From),
        _ => null,
    };

    private static Access? SplatOf(VectorExpression value) => value switch
    {
        VectorRead { From.Element: not ElementType.Single } => null,
        Broadcast broadcast => broadcast.From,
        VectorLoad { Lanes: 1 } load => load.From,
        _ => null,
    };
}
