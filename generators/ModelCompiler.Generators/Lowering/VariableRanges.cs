using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Lowering;

/// <summary>
/// What is known of the integers of a loop nest at one place in it, and the least value of a linear form that follows: bounds of the
/// variables are put in their place, the innermost variable first, until a number is left. This is Fourier-Motzkin elimination without
/// products of constraints, which nests of loops and guards do not need. A stack: what is learned inside a block is forgotten at its end.
/// </summary>
internal sealed class VariableRanges
{
    private readonly List<Variable> variables = [];
    private readonly Dictionary<string, NumberedForm> names = [];
    private readonly Dictionary<IntExpression, int> atoms = [];
    private readonly List<(NumberedForm Form, long Divisor)> multiples = [];
    private readonly List<NumberedForm> naturals = [];
    private readonly Stack<Action> forget = new();

    /// <summary>
    /// Substitutions after which a proof is given up. Most that succeed take a few for each variable; gradients of strided windows, with
    /// quotients of rows and of columns, take some thousands.
    /// </summary>
    private const int MaxSteps = 20_000;

    /// <summary>The outermost place: nothing is known but that there is at least one sample.</summary>
    public VariableRanges() => Declare(LoopNest.Batch, [new(NumberedForm.Of(1))], []);

    /// <summary>Begins a block.</summary>
    public int Enter() => forget.Count;

    /// <summary>Ends the block that began with <paramref name="mark"/>.</summary>
    public void Leave(int mark)
    {
        while (forget.Count > mark) forget.Pop()();
    }

    /// <param name="multiple">A number that divides every value of the variable.</param>
    public void Declare(string name, IEnumerable<Bound> least, IEnumerable<Bound> greatest, long multiple = 1) =>
        DeclareEqual(name, NumberedForm.Variable(Add(new Variable([.. least], [.. greatest]) { Multiple = multiple })));

    /// <summary>A variable from <paramref name="least"/> to <paramref name="greatest"/>.</summary>
    public void Declare(string name, long least, long greatest) =>
        Declare(name, [new(NumberedForm.Of(least))], [new(NumberedForm.Of(greatest))]);

    /// <summary>A variable that has a value, which takes its place.</summary>
    public void DeclareEqual(string name, NumberedForm value)
    {
        names.Add(name, value);
        forget.Push(() => names.Remove(name));
    }

    /// <summary>In this block the form is 0 or more.</summary>
    public void Know(NumberedForm form)
    {
        if (form.Count == 0) return;
        form = Floored(form);
        (int latest, long coefficient) = form.Latest;
        List<Bound> bounds = coefficient > 0 ? variables[latest].Least : variables[latest].Greatest;
        NumberedForm rest = form.WithoutLatest();
        bounds.Add(coefficient > 0 ? new(NumberedForm.Zero.Combine(1, rest, -1), coefficient) : new(rest, -coefficient));
        naturals.Add(form);
        forget.Push(() =>
        {
            bounds.RemoveAt(bounds.Count - 1);
            naturals.RemoveAt(naturals.Count - 1);
        });
    }

    /// <summary>
    /// A form that is 0 or more where this is: its terms are multiples of a number, so what is added to them may lose the rest of its
    /// division by that.
    /// </summary>
    private NumberedForm Floored(NumberedForm form)
    {
        long multiple = Multiple(form.Plus(-form.Constant));
        return multiple > 1 ? form.Plus((FloorDivide(form.Constant, multiple) * multiple) - form.Constant) : form;
    }

    /// <summary>In this block the form is a multiple of the divisor.</summary>
    public void KnowDivisible(NumberedForm form, long divisor)
    {
        multiples.Add((form, divisor));
        forget.Push(() => multiples.RemoveAt(multiples.Count - 1));
    }

    /// <summary>Whether the form is sure to be 0 or more.</summary>
    public bool IsNatural(NumberedForm form)
    {
        int steps = MaxSteps;
        return IsNatural(form, ref steps);
    }

    private bool IsNatural(NumberedForm form, ref int steps)
    {
        if (form.IsTooLarge) return false;
        if (form.Count == 0) return form.Constant >= 0;
        if (--steps < 0) return false;
        if (Least(form) >= 0) return true; // Many branches of the search end here, before their last variable.
        (int latest, long coefficient) = form.Latest;
        NumberedForm rest = form.WithoutLatest();
        Variable variable = variables[latest];
        List<Bound> bounds = coefficient > 0 ? variable.Least : variable.Greatest;

        // What was learned last is the nearest condition or loop, and the most likely to decide.
        for (int b = bounds.Count - 1; b >= 0; b--)
        {
            if (IsNatural(rest.Combine(bounds[b].Divisor, bounds[b].Form, coefficient), ref steps)) return true;
        }

        if (coefficient < 0 && variable.Quotient is { } quotient)
        {
            foreach (Bound bound in RoundedDown(quotient))
            {
                if (IsNatural(rest.Combine(bound.Divisor, bound.Form, coefficient), ref steps)) return true;
            }
        }

        foreach (NumberedForm shared in Shared(rest, coefficient, bounds))
        {
            if (IsNatural(shared, ref steps)) return true;
        }

        return false;
    }

    /// <summary>
    /// A multiple of a variable bounded in part by one and in part by another of its bounds, so that the next variable falls out: 4k + 3x -
    /// 3 is natural for k ≥ 0, k ≥ 1 - x and x ≥ 0, by three times the second and once the first.
    /// </summary>
    private static IEnumerable<NumberedForm> Shared(NumberedForm rest, long coefficient, List<Bound> bounds)
    {
        if (Math.Abs(coefficient) < 2) yield break;
        foreach (Bound first in bounds.Where(b => b.Divisor == 1 && b.Form.Count > 0))
        {
            int next = first.Form.Latest.Variable;
            foreach (Bound second in bounds.Where(b => b.Divisor == 1 && b.Form.Coefficient(next) != first.Form.Coefficient(next)))
            {
                if (NumberedForm.IsOutside(rest.Coefficient(next) + ((double)coefficient * second.Form.Coefficient(next)))) continue;
                long each = first.Form.Coefficient(next) - second.Form.Coefficient(next),
                    all = -(rest.Coefficient(next) + (coefficient * second.Form.Coefficient(next)));
                long part = all / each;
                if (all % each != 0 || part == 0 || Math.Sign(part) != Math.Sign(coefficient) || Math.Abs(part) >= Math.Abs(coefficient))
                    continue;
                yield return rest.Combine(1, first.Form, part).Combine(1, second.Form, coefficient - part);
            }
        }
    }

    /// <summary>
    /// A number that the form is sure not to fall below, by the numbers that its variables are known to lie between; null where there is
    /// none.
    /// </summary>
    private long? Least(NumberedForm form)
    {
        if (form.IsTooLarge) return null;
        long sum = form.Constant;
        for (int term = 0; term < form.Count; term++)
        {
            (int number, long coefficient) = form[term];
            if ((coefficient > 0 ? variables[number].From : variables[number].To) is not { } end) return null;
            if (NumberedForm.IsOutside(sum + ((double)coefficient * end))) return null;
            sum += coefficient * end;
        }

        return sum;
    }

    /// <summary>The bounds by which an expression limits a variable from above: its minima taken apart.</summary>
    public IReadOnlyList<NumberedForm> Ends(IntExpression e) =>
        e is IntBinary { Operator: IntOperator.Min } b ? [.. Ends(b.Left), .. Ends(b.Right)] : [Linear(e)];

    /// <summary>
    /// The bounds of the variable of a loop that ends before <paramref name="to"/> and begins at 0 or later. Quotients truncate, so one of
    /// a dividend that may be negative is up to a whole above it; but where the loop runs, its end is 1 or more, and is rounded down.
    /// </summary>
    public IEnumerable<Bound> GreatestOfNatural(IntExpression to) => to switch
    {
        IntBinary { Operator: IntOperator.Min } b => [.. GreatestOfNatural(b.Left), .. GreatestOfNatural(b.Right)],
        IntBinary { Operator: IntOperator.Divide, Right: IntNumber { Value: > 0 and var divisor } } b =>
            [new Bound(Linear(b.Left).Plus(-divisor), divisor)],
        _ => [],
    };

    /// <summary>An address in numbers.</summary>
    public NumberedForm Linear(LinearForm form)
    {
        NumberedForm sum = NumberedForm.Of(form.Constant);
        foreach ((string name, long coefficient) in form.Terms) sum = sum.Combine(1, names[name], coefficient);
        return sum;
    }

    /// <summary>An expression as a linear form. What is not linear in it becomes a variable that has bounds of its own.</summary>
    public NumberedForm Linear(IntExpression e)
    {
        switch (e)
        {
            case IntNumber n: return NumberedForm.Of(n.Value);
            case IntVariable v: return names[v.Name];
            case IntWorkItem w: return names[NameOf(w.Id)];
            case IntBinary { Operator: IntOperator.Add } b: return Linear(b.Left).Combine(1, Linear(b.Right), 1);
            case IntBinary { Operator: IntOperator.Subtract } b: return Linear(b.Left).Combine(1, Linear(b.Right), -1);
            case IntBinary { Operator: IntOperator.Multiply } b:
                NumberedForm left = Linear(b.Left), right = Linear(b.Right);
                if (left.IsTooLarge || right.IsTooLarge) break;
                if (right.Count == 0) return left.Combine(right.Constant, NumberedForm.Zero, 0);
                if (left.Count == 0) return right.Combine(left.Constant, NumberedForm.Zero, 0);
                break;
        }

        return atoms.TryGetValue(e, out int known) ? NumberedForm.Variable(known) : Atom((IntBinary)e);
    }

    /// <summary>The variable that stands for a number of the work item.</summary>
    public static string NameOf(WorkItemId id) => $"#{id}";

    private NumberedForm Atom(IntBinary e)
    {
        NumberedForm left = Linear(e.Left), right = Linear(e.Right);
        bool divides = e.Operator is IntOperator.Divide or IntOperator.Remainder && right is { Count: 0, Constant: > 0 };
        bool exact = divides && (Multiple(left) % right.Constant == 0
            || multiples.Any(m => m.Divisor % right.Constant == 0 && m.Form.IsSame(left)));
        if (exact && e.Operator == IntOperator.Remainder) return NumberedForm.Zero;
        long both = Gcd(Multiple(left), Multiple(right));
        Variable variable = exact ? new([new(left, right.Constant)], [new(left, right.Constant)]) { Quotient = new(left, right.Constant) }
            : divides && e.Operator == IntOperator.Divide ? Quotient(left, right.Constant)
            : divides ? Remainder(left, right.Constant)
            : e.Operator == IntOperator.Max ? new([new(left), new(right)], []) { Multiple = both }
            : e.Operator == IntOperator.Min ? new(LeastOfBoth(left, right), [new(left), new(right)]) { Multiple = both }
            : new(IsNatural(left) && IsNatural(right) ? [new(NumberedForm.Zero)] : [], [])
            { Multiple = e.Operator == IntOperator.Multiply ? Factor(Multiple(left), Multiple(right)) : 1 };
        int number = Add(variable);
        atoms[e] = number;
        forget.Push(() => atoms.Remove(e));
        return NumberedForm.Variable(number);
    }

    private List<Bound> LeastOfBoth(NumberedForm left, NumberedForm right) =>
        Least(left) is { } l && Least(right) is { } r ? [new(NumberedForm.Of(Math.Min(l, r)))] : [];

    /// <summary>Quotients truncate.</summary>
    private Variable Quotient(NumberedForm dividend, long divisor)
    {
        bool natural = IsNatural(dividend);
        List<Bound> least = [new(dividend.Plus(1 - divisor), divisor)];
        if (natural) least.Add(new(NumberedForm.Zero));
        return new(least, [new(natural ? dividend : dividend.Plus(divisor - 1), divisor)])
        {
            Quotient = natural ? new(dividend, divisor) : null,
        };
    }

    private Variable Remainder(NumberedForm dividend, long divisor) => IsNatural(dividend)
        ? new([new(NumberedForm.Zero)], [new(NumberedForm.Of(divisor - 1)), new(dividend)])
        : new([new(NumberedForm.Of(1 - divisor))], [new(NumberedForm.Of(divisor - 1))]);

    /// <summary>
    /// Where the dividend is at most a multiple of the divisor and a number, the quotient is at most that multiple's quotient and the
    /// number's, rounded down.
    /// </summary>
    private List<Bound> RoundedDown(Bound quotient)
    {
        var bounds = new List<Bound>();
        if (Least(NumberedForm.Zero.Combine(1, quotient.Form, -1)) is { } negated)
            bounds.Add(new(NumberedForm.Of(FloorDivide(-negated, quotient.Divisor))));
        foreach (NumberedForm natural in naturals.Where(n => n.Count >= quotient.Form.Count))
            Divide(natural.Combine(1, quotient.Form, 1), quotient.Divisor, bounds, 2);
        if (quotient.Form.Count == 1 && quotient.Form[0].Coefficient == 1)
        {
            foreach (Bound bound in variables[quotient.Form[0].Variable].Greatest.Where(b => b.Divisor == 1))
                Divide(bound.Form.Plus(quotient.Form.Constant), quotient.Divisor, bounds, 2);
        }

        return bounds;
    }

    /// <summary>Adds a form's quotient if its terms are multiples; otherwise those of what bounds its last variable.</summary>
    private void Divide(NumberedForm form, long divisor, List<Bound> bounds, int depth)
    {
        NumberedForm terms = form.Plus(-form.Constant);
        if (Enumerable.Range(0, form.Count).All(t => form[t].Coefficient % divisor == 0))
        {
            NumberedForm quotient = NumberedForm.Of(FloorDivide(form.Constant, divisor));
            for (int t = 0; t < form.Count; t++)
                quotient = quotient.Combine(1, NumberedForm.Variable(form[t].Variable), form[t].Coefficient / divisor);
            bounds.Add(new(quotient));
        }
        else if (depth > 0 && terms.Latest is { Coefficient: 1 } latest)
        {
            foreach (Bound bound in variables[latest.Variable].Greatest.Where(b => b.Divisor == 1))
                Divide(form.WithoutLatest().Combine(1, bound.Form, 1), divisor, bounds, depth - 1);
        }
    }

    /// <summary>A number that divides every value of the form.</summary>
    public long Multiple(NumberedForm form)
    {
        if (form.IsTooLarge) return 1;
        long gcd = Math.Abs(form.Constant);
        for (int term = 0; term < form.Count; term++)
            gcd = Gcd(gcd, Factor(form[term].Coefficient, variables[form[term].Variable].Multiple));
        return gcd; // 0 is a multiple of everything.
    }

    /// <summary>A product, or a divisor of it where 64 bits may not hold it.</summary>
    private static long Factor(long coefficient, long multiple) =>
        NumberedForm.IsOutside((double)coefficient * multiple) ? Math.Abs(coefficient) : Math.Abs(coefficient) * multiple;

    private int Add(Variable variable)
    {
        int number = variables.Count;
        variables.Add(variable);
        variable.From = variable.Least.Max(b => Least(b.Form) is { } least ? CeilingDivide(least, b.Divisor) : (long?)null);
        variable.To = variable.Greatest.Min(
            b => Least(NumberedForm.Zero.Combine(1, b.Form, -1)) is { } negated ? FloorDivide(-negated, b.Divisor) : (long?)null);
        forget.Push(() => variables.RemoveAt(number));
        return number;
    }

    public static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);

    private static long CeilingDivide(long a, long b) => b == 1 ? a : -FloorDivide(-a, b);

    private sealed class Variable(List<Bound> least, List<Bound> greatest)
    {
        public List<Bound> Least => least;

        public List<Bound> Greatest => greatest;

        public long Multiple { get; init; } = 1;

        /// <summary>The numbers between which it lies, as far as its declaration tells; null where there is none.</summary>
        public long? From { get; set; }

        public long? To { get; set; }

        /// <summary>What the variable is the quotient of, rounded down; otherwise null.</summary>
        public Bound? Quotient { get; init; }
    }
}
