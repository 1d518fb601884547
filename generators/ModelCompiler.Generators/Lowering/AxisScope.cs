using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>What an axis is at some place of a loop nest.</summary>
/// <param name="Value">Its value in terms of the nest's variables.</param>
/// <param name="Known">
/// A number that decides every guard as the value itself would: the value where it is constant, the first of a run of loop values that all
/// decide alike; otherwise null.
/// </param>
internal sealed record AxisBinding(LinearForm Value, int? Known);

/// <summary>
/// The axes bound so far on the way into a loop nest, and the indices that were already divided. A chain: inner scopes add to outer ones
/// and share them.
/// </summary>
internal sealed class AxisScope
{
    private readonly AxisScope? outer;
    private readonly Axis? axis;
    private readonly AxisBinding? binding;
    private readonly AffineIndex? divided;
    private readonly string? quotient;

    public AxisScope()
    {
    }

    private AxisScope(AxisScope outer, Axis? axis, AxisBinding? binding, AffineIndex? divided, string? quotient)
    {
        this.outer = outer;
        this.axis = axis;
        this.binding = binding;
        this.divided = divided;
        this.quotient = quotient;
    }

    /// <summary>With the axes of one value bound to it.</summary>
    public AxisScope WithSingles(IEnumerable<Axis> axes) =>
        axes.Where(a => a.Extent == 1).Aggregate(this, (scope, axis) => scope.With(axis, 0));

    public bool IsBound(Axis axis) => Find(axis) is not null;

    public bool Binds(AffineIndex index) => index.Terms.All(t => IsBound(t.Axis));

    public int? Known(Axis axis) => Find(axis)?.Known;

    /// <summary>Whether a guard over these axes can be decided at build time.</summary>
    public bool Decides(AffineIndex index)
    {
        foreach (Term term in index.Terms)
        {
            if (Known(term.Axis) is null) return false;
        }

        return true;
    }

    public AxisScope With(Axis axis, LinearForm value, int? known = null) => new(this, axis, new AxisBinding(value, known), null, null);

    public AxisScope With(Axis axis, int value) => With(axis, LinearForm.Number(value), value);

    /// <summary>From here on the (whole) value of a fractional index is in a variable.</summary>
    public AxisScope WithQuotient(AffineIndex index, string variable) => new(this, null, null, index, variable);

    public bool Holds(Guard guard)
    {
        int numerator = guard.Index.Constant;
        foreach (Term term in guard.Index.Terms) numerator += term.Coefficient * Find(term.Axis)!.Known!.Value;
        return guard.Holds(numerator);
    }

    public LinearForm Numerator(AffineIndex index)
    {
        LinearForm sum = LinearForm.Number(index.Constant);
        foreach (Term term in index.Terms) sum += Find(term.Axis)!.Value * term.Coefficient;
        return sum;
    }

    public LinearForm Value(AffineIndex index)
    {
        if (index.Divisor == 1) return Numerator(index);
        for (AxisScope? scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.divided is not null && scope.divided.Equals(index)) return LinearForm.Of(scope.quotient!);
        }

        return Divide(Numerator(index), index.Divisor);
    }

    /// <summary>The address of an element, in floats from the tensor's start.</summary>
    public LinearForm Address(Tensor tensor, IReadOnlyList<AffineIndex> indices)
    {
        LinearForm address = LinearForm.Number(0);
        for (int d = 0; d < indices.Count; d++) address += Value(indices[d]) * tensor.Stride(d);
        return address;
    }

    /// <summary>
    /// The variable that holds <paramref name="variable"/> / <paramref name="divisor"/>; loops over tiles of strided gradients declare it.
    /// </summary>
    public static string QuotientName(string variable, int divisor) => $"{variable}By{divisor}";

    private AxisBinding? Find(Axis wanted)
    {
        for (AxisScope? scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.axis is not null && scope.axis.Equals(wanted)) return scope.binding;
        }

        return null;
    }

    private static LinearForm Divide(LinearForm numerator, int divisor)
    {
        if (numerator.Constant % divisor != 0)
            throw new InvalidOperationException($"{numerator.ToExpression()} is not divisible by {divisor}.");
        return new LinearForm(
            numerator.Terms.Select(t =>
                t.Coefficient % divisor == 0 ? (t.Variable, t.Coefficient / divisor) : (QuotientName(t.Variable, divisor), t.Coefficient))
                .ToEquatableArray(),
            numerator.Constant / divisor);
    }
}
