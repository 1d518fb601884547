using ModelCompiler.Generators.Lowering;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit.CSharp.Rows;

/// <summary>Neighbouring multiply-adds that share a factor.</summary>
/// <param name="updates">All of a width.</param>
/// <param name="shared">The factor.</param>
internal sealed class UpdateRow(MultiplyAddUpdate[] updates, int first, Factor shared)
{
    private long stride;

    /// <summary>How many they are.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>The longest row or column that begins with an update; of several, the one that leaves most in memory.</summary>
    public static UpdateRow Longest(MultiplyAddUpdate[] updates, int first)
    {
        UpdateRow left = new(updates, first, updates[first].Left), right = new(updates, first, updates[first].Right);
        left.Extend();
        right.Extend();
        return left.Count >= right.Count ? left : right;
    }

    public IEnumerable<NestStatement> Statements()
    {
        MultiplyAddUpdate[] all = [.. updates.Skip(first).Take(Count)];
        foreach (MultiplyAddUpdate[] part in Strided.Evenly(all))
        {
            EquatableArray<VectorName> sums = part.Select(u => u.Sum).ToEquatableArray();
            Factor[] others = [.. part.Select(u => u.Beside(shared)!)];
            if (part.Length == 1) yield return part[0].Original;
            else if (others[0].Load is { } load)
                yield return new MultiplyAddMemoryRow(shared.Splat!, new StridedAccess(load, stride), sums);
            else if (IsColumn(others[0]))
                yield return new MultiplyAddColumn(new StridedAccess(others[0].Splat!, stride), shared.Name!, sums);
            else yield return new MultiplyAddRow(shared.Splat is { } splat ? new Broadcast(splat, sums[0].Lanes) : shared.Name!,
                others.Select(o => o.Name!).ToEquatableArray(), sums);
        }
    }

    private void Extend()
    {
        // Vectors of memory that have no name are shared by nothing.
        if (updates[first].Beside(shared) is not { } beside) return;
        IEnumerable<Factor> others = updates.Skip(first).Select(u => u.Beside(shared)).TakeWhile(o => o is not null).Select(o => o!);
        if (beside.Load is not null) Count = shared.Splat is null ? 1 : Strided.Length(others.TakeWhile(o => o.Load is not null)
            .Select(o => o.Load!), out stride);
        else if (IsColumn(beside)) Count = Strided.Length(others.TakeWhile(o => o.Splat is not null).Select(o => o.Splat!), out stride);
        else if (beside.Name is not null) Count = others.TakeWhile(o => o.Name is not null).Count();
    }

    /// <summary>Whether each sum has a value of memory of its own.</summary>
    private bool IsColumn(Factor beside) => beside.Splat is not null && shared is { Name: not null, Splat: null };
}
