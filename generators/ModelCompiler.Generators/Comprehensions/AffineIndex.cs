using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>An axis of an iteration domain: a name, unique in its statement, and the numbers 0 to extent - 1.</summary>
internal sealed record Axis(string Name, int Extent)
{
    /// <summary>The extent of the batch, which is known only at run time.</summary>
    public const int BatchExtent = -1;

    public static Axis Batch { get; } = new("n", BatchExtent);

    public bool IsBatch => Extent == BatchExtent;

    /// <summary>The extent, in a batch of as many samples.</summary>
    public int ExtentIn(int batch) => IsBatch ? batch : Extent;

    public override string ToString() => Name;
}

internal readonly record struct Term(Axis Axis, int Coefficient);

/// <summary>
/// The index (Σ coefficient·axis + constant) / divisor along one axis of a tensor.
/// A point of the domain at which an index falls outside the tensor, or is not whole, is skipped: it adds nothing to a reduction.
/// So padding, strided gradients and cropping are no special cases anywhere.
/// </summary>
internal sealed record AffineIndex(EquatableArray<Term> Terms, int Constant = 0, int Divisor = 1)
{
    public static AffineIndex Of(Axis axis) => new([new Term(axis, 1)]);

    /// <summary>The number of a point of several axes, the last one fastest.</summary>
    public static AffineIndex RowMajor(IReadOnlyList<Axis> axes)
    {
        var terms = new Term[axes.Count];
        int stride = 1;
        for (int a = axes.Count - 1; a >= 0; a--)
        {
            terms[a] = new Term(axes[a], stride);
            stride *= axes[a].Extent;
        }

        return new AffineIndex(terms.ToEquatableArray());
    }

    /// <summary>The axis if this index is exactly that axis, otherwise null.</summary>
    public Axis? AsAxis => Terms.Count == 1 && Terms[0].Coefficient == 1 && Constant == 0 && Divisor == 1 ? Terms[0].Axis : null;

    public bool Uses(Axis axis)
    {
        foreach (Term term in Terms)
        {
            if (term.Axis == axis) return true;
        }

        return false;
    }

    public int Coefficient(Axis axis)
    {
        int sum = 0;
        foreach (Term term in Terms) sum += term.Axis == axis ? term.Coefficient : 0;
        return sum;
    }

    /// <summary>Replaces axes by indices. An index with a divisor may only take the place of a whole index.</summary>
    public AffineIndex Substitute(IReadOnlyDictionary<Axis, AffineIndex> replacements)
    {
        if (AsAxis is { } whole) return replacements.TryGetValue(whole, out AffineIndex? replacement) ? replacement : this;
        var coefficients = new List<Term>();
        int constant = Constant;
        foreach (Term term in Terms)
        {
            if (!replacements.TryGetValue(term.Axis, out AffineIndex? replacement))
            {
                Accumulate(coefficients, term);
                continue;
            }

            if (replacement.Divisor != 1)
                throw new InvalidOperationException($"Cannot scale the fractional index {replacement} inside {this}.");
            foreach (Term inner in replacement.Terms) Accumulate(coefficients, new Term(inner.Axis, inner.Coefficient * term.Coefficient));
            constant += replacement.Constant * term.Coefficient;
        }

        return Divided(coefficients.Where(t => t.Coefficient != 0).ToList(), constant, Divisor);
    }

    /// <summary>The axis's value where this index equals <paramref name="target"/>: (target·divisor - rest) / coefficient.</summary>
    public AffineIndex SolveFor(Axis axis, Axis target)
    {
        int coefficient = Coefficient(axis);
        if (coefficient == 0) throw new InvalidOperationException($"{this} cannot be solved for {axis}.");
        int sign = coefficient < 0 ? -1 : 1;
        var terms = new List<Term> { new(target, sign * Divisor) };
        terms.AddRange(Terms.Where(t => t.Axis != axis).Select(t => new Term(t.Axis, -sign * t.Coefficient)));
        return Divided(terms, -sign * Constant, sign * coefficient);
    }

    /// <summary>Without the divisor where it divides every coefficient.</summary>
    private static AffineIndex Divided(List<Term> terms, int constant, int divisor) =>
        divisor != 1 && constant % divisor == 0 && terms.All(t => t.Coefficient % divisor == 0)
            ? new AffineIndex(terms.Select(t => new Term(t.Axis, t.Coefficient / divisor)).ToEquatableArray(), constant / divisor)
            : new AffineIndex(terms.ToEquatableArray(), constant, divisor);

    /// <summary>Least and greatest numerator over the domain; the batch counts as 0 alone, since it indexes only itself.</summary>
    public (int Least, int Greatest) Range()
    {
        int least = Constant, greatest = Constant;
        foreach (Term term in Terms)
        {
            int reach = term.Axis.IsBatch ? 0 : term.Coefficient * (term.Axis.Extent - 1);
            if (reach < 0) least += reach;
            else greatest += reach;
        }

        return (least, greatest);
    }

    /// <summary>Whether some point of the domain falls outside [0, extent) or is not whole.</summary>
    public bool NeedsGuard(int extent)
    {
        if (extent == Axis.BatchExtent) return false;
        (int least, int greatest) = Range();
        return Divisor != 1 || least < 0 || greatest >= extent;
    }

    private static void Accumulate(List<Term> terms, Term term)
    {
        int at = terms.FindIndex(t => t.Axis == term.Axis);
        if (at < 0) terms.Add(term);
        else terms[at] = new Term(term.Axis, terms[at].Coefficient + term.Coefficient);
    }

    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        foreach (Term term in Terms)
        {
            if (text.Length > 0) text.Append(term.Coefficient < 0 ? " - " : " + ");
            else if (term.Coefficient < 0) text.Append('-');
            int magnitude = Math.Abs(term.Coefficient);
            if (magnitude != 1) text.Append(magnitude).Append('·');
            text.Append(term.Axis.Name);
        }

        if (text.Length == 0) text.Append(Constant);
        else if (Constant != 0) text.Append(Constant < 0 ? " - " : " + ").Append(Math.Abs(Constant));
        return Divisor == 1 ? text.ToString() : $"({text})/{Divisor}";
    }
}
