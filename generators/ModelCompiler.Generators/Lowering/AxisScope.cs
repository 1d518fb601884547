using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>What an axis is at some place of a loop nest.</summary>
/// <param name="Value">Its value in terms of the nest's variables.</param>
/// <param name="Known">A number that decides every guard as the value itself would: the value where it is constant, the first of a run of loop values that all decide alike; otherwise null.</param>
internal sealed record AxisBinding(LinearForm Value, int? Known);

/// <summary>The axes bound so far on the way into a loop nest, and the indices that were already divided.</summary>
internal sealed class AxisScope
{
    private readonly Dictionary<Axis, AxisBinding> bindings;
    private readonly Dictionary<AffineIndex, string> quotients;

    public AxisScope() : this([], [])
    {
    }

    private AxisScope(Dictionary<Axis, AxisBinding> bindings, Dictionary<AffineIndex, string> quotients)
    {
        this.bindings = bindings;
        this.quotients = quotients;
    }

    public bool IsBound(Axis axis) => bindings.ContainsKey(axis);

    public bool Binds(AffineIndex index) => index.Terms.All(t => IsBound(t.Axis));

    public int? Known(Axis axis) => bindings.TryGetValue(axis, out AxisBinding? binding) ? binding.Known : null;

    /// <summary>Whether a guard over these axes can be decided at build time.</summary>
    public bool Decides(AffineIndex index) => index.Terms.All(t => Known(t.Axis) is not null);

    public AxisScope With(Axis axis, LinearForm value, int? known = null)
    {
        var extended = new Dictionary<Axis, AxisBinding>(bindings) { [axis] = new AxisBinding(value, known) };
        return new AxisScope(extended, quotients);
    }

    public AxisScope With(Axis axis, int value) => With(axis, LinearForm.Number(value), value);

    /// <summary>From here on the (whole) value of a fractional index is in a variable.</summary>
    public AxisScope WithQuotient(AffineIndex index, string variable) => new(bindings, new Dictionary<AffineIndex, string>(quotients) { [index] = variable });

    public bool Holds(Guard guard) => guard.Holds(axis => bindings[axis].Known!.Value);

    public LinearForm Numerator(AffineIndex index)
    {
        LinearForm sum = LinearForm.Number(index.Constant);
        foreach (Term term in index.Terms) sum += bindings[term.Axis].Value * term.Coefficient;
        return sum;
    }

    public LinearForm Value(AffineIndex index)
    {
        if (index.Divisor == 1) return Numerator(index);
        if (quotients.TryGetValue(index, out string? variable)) return LinearForm.Of(variable);
        return Divide(Numerator(index), index.Divisor);
    }

    /// <summary>The address of an element, in floats from the tensor's start.</summary>
    public LinearForm Address(Tensor tensor, IReadOnlyList<AffineIndex> indices)
    {
        LinearForm address = LinearForm.Number(0);
        for (int d = 0; d < indices.Count; d++) address += Value(indices[d]) * tensor.Stride(d);
        return address;
    }

    /// <summary>The variable that holds <paramref name="variable"/> / <paramref name="divisor"/>; loops over tiles of strided gradients declare it.</summary>
    public static string QuotientName(string variable, int divisor) => $"{variable}By{divisor}";

    private static LinearForm Divide(LinearForm numerator, int divisor)
    {
        if (numerator.Constant % divisor != 0) throw new InvalidOperationException($"{numerator.ToExpression()} is not divisible by {divisor}.");
        return new LinearForm(
            numerator.Terms.Select(t => t.Coefficient % divisor == 0 ? (t.Variable, t.Coefficient / divisor) : (QuotientName(t.Variable, divisor), t.Coefficient)).ToEquatableArray(),
            numerator.Constant / divisor);
    }
}
