using ModelCompiler.Generators.Comprehensions;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Autodiff;

/// <summary>
/// TensorProgram → TensorProgram with the backward pass appended: reverse-mode differentiation, one gradient rule for each kind of
/// definition.
/// </summary>
internal sealed class Differentiator
{
    private readonly TensorProgram program;
    private readonly List<Definition> forward;
    private readonly List<Definition> backward = [];
    private readonly HashSet<Tensor> differentiable = [];
    private readonly Dictionary<Tensor, ParameterBinding> trained;

    /// <summary>Contributions to the gradient of each tensor (by its root), in the order in which they were found.</summary>
    private readonly Dictionary<Tensor, List<Tensor>> adjoints = [];

    private Differentiator(TensorProgram program)
    {
        this.program = program;
        forward = [.. program.Definitions];
        trained = program.Parameters.Where(p => p.Parameter.Declaration.Trainable).ToDictionary(p => p.Weights);
    }

    public static TensorProgram Differentiate(TensorProgram program)
    {
        var differentiator = new Differentiator(program);
        differentiator.FindDifferentiable();
        for (int i = differentiator.forward.Count - 1; i >= 0; i--) differentiator.Visit(i);
        differentiator.DifferentiateUnreached();
        EquatableArray<NamedTensor> outputs = program.WantsInputGradient ? differentiator.InputGradient().ToEquatableArray() : [];
        return program with { Definitions = differentiator.forward.Concat(differentiator.backward).ToEquatableArray(), Outputs = outputs };
    }

    /// <summary>The gradient of the input, for a trainer that is asked for it; none if no loss depends on the input.</summary>
    private IEnumerable<NamedTensor> InputGradient()
    {
        if (Adjoint(program.Input) is { } gradient)
            yield return new NamedTensor($"d {program.Input.Name}", gradient.IsSlice ? Gathered(gradient) : gradient);
    }

    /// <summary>
    /// A value has a gradient if a trained parameter reaches it, or the input where its gradient is wanted; others get no backward code.
    /// </summary>
    private void FindDifferentiable()
    {
        differentiable.UnionWith(trained.Keys);
        if (program.WantsInputGradient) differentiable.Add(program.Input.Root);
        foreach (Comprehension statement in forward.SelectMany(d => d.Statements))
        {
            if (statement.Loads.Any(l => differentiable.Contains(l.Tensor.Root))) differentiable.Add(statement.Output.Root);
        }
    }

    private void Visit(int index)
    {
        Definition definition = forward[index];
        switch (definition.Rule)
        {
            case GradientRule.Given given when differentiable.Contains(given.Of.Root):
                Append(definition.Layer, given.Statements);
                Contribute(given.Of, given.Gradient);
                break;
            case GradientRule.Softmax softmax when Adjoint(softmax.Result) is { } upstream && differentiable.Contains(softmax.Source.Root):
                DifferentiateSoftmax(definition.Layer, softmax, upstream);
                break;
            case GradientRule.Normalization normalization when Adjoint(normalization.Result) is { } upstream:
                DifferentiateNormalization(definition.Layer, normalization, upstream);
                break;
            case GradientRule.ResponseNormalization responses when Adjoint(responses.Result) is { } upstream
                && differentiable.Contains(responses.Source.Root):
                DifferentiateResponses(definition.Layer, responses, upstream);
                break;
            case GradientRule.Derived:
                foreach (Comprehension statement in definition.Statements.Reverse()) DifferentiateStatement(index, statement);
                break;
        }
    }

    private void DifferentiateStatement(int index, Comprehension statement)
    {
        Definition definition = forward[index];
        Expression? upstream = program.Loss?.Parts.Contains(statement.Output) == true
            ? LossScaling.Slope(program.ActivationPrecision)
            : Adjoint(statement.Output) is { } adjoint ? Load.At(adjoint, [.. statement.OutputAxes]) : null;
        if (upstream is null) return;
        Expression output = Load.At(statement.Output, [.. statement.OutputAxes]);
        Load[] loads = [.. statement.Body.Loads().Distinct()
            .Where(l => differentiable.Contains(l.Tensor.Root) && Derivative.Of(statement.Body, l, output) is not Constant { Value: 0 })];
        if (statement.Reduction == Reduction.Max && loads.Length > 0) statement = RememberPosition(index, statement);

        // Activations first: the chain to the input is what the next layer's gradient waits for.
        foreach (Load load in loads.OrderBy(l => l.Tensor.HasBatch ? 0 : 1))
        {
            if (load.Tensor.Storage == Storage.Parameters) DifferentiateParameter(definition.Layer, statement, load, upstream);
            else DifferentiateValue(definition.Layer, statement, load, upstream);
        }
    }

    private Comprehension RememberPosition(int index, Comprehension statement)
    {
        var position =
            new Tensor($"{statement.Output.Name}.position", Storage.Arena, [.. statement.Output.Extents]) { Role = TensorRole.ArgMax };
        Comprehension remembering = statement with { Position = position };
        forward[index] =
            forward[index] with { Statements = forward[index].Statements.Select(s => s == statement ? remembering : s).ToEquatableArray() };
        return remembering;
    }

    private void DifferentiateValue(string layer, Comprehension statement, Load load, Expression upstream)
    {
        Tensor target = Tensor.Gradient(load.Tensor, load.Tensor.HasBatch ? Storage.Arena : Storage.Fixed);
        Comprehension gradient = ComprehensionGradient.Derive(statement, load, upstream, target);
        if (gradient is { Reduction: Reduction.None, Body: Load copy } && gradient.ReadsInPlace(copy))
        {
            Contribute(load.Tensor, copy.Tensor); // The gradient passes through unchanged: no copy.
            return;
        }

        Append(layer, [gradient]);
        Contribute(load.Tensor, target);
    }

    private void DifferentiateParameter(string layer, Comprehension statement, Load load, Expression upstream)
    {
        ParameterBinding binding = trained[load.Tensor.Root];
        (float l1, float l2) = (binding.Parameter.Declaration.L1, binding.Parameter.Declaration.L2);
        int[] extents = [.. load.Tensor.Extents]; // Those of the view by which the statement reads the weights.
        if (l1 == 0 && l2 == 0)
        {
            Append(layer, [ComprehensionGradient.Derive(statement, load, upstream, binding.Gradient.View(extents))]);
            return;
        }

        var data = new Tensor($"{binding.Gradient.Name}.data", Storage.Fixed, extents) { Role = TensorRole.Gradient };
        Comprehension gradient = ComprehensionGradient.Derive(statement, load, upstream, data);
        Axis[] axes = [.. gradient.OutputAxes];
        Expression weight = Load.At(binding.Weights.View(extents), axes);
        Expression sign = Derivative.Of(new Unary(UnaryOperator.Abs, weight), (Load)weight, weight);
        Expression total = Load.At(data, axes) + Scaled(weight * (2 * l2)) + Scaled(sign * l1);
        Append(layer, [gradient, Comprehension.Map(binding.Gradient.Name, binding.Gradient.View(extents), axes, total)]);
    }

    private void DifferentiateSoftmax(string layer, GradientRule.Softmax rule, Tensor upstream)
    {
        Axis[] axes = Definer.Axes(rule.Result), rows = [.. axes.Take(axes.Length - 1)];
        var inner = new Tensor($"{rule.Result.Name}.inner", Storage.Arena, [.. rows.Select(a => a.Extent)]);
        Tensor target = Tensor.Gradient(rule.Source, Storage.Arena);
        Expression y = Load.At(rule.Result, axes), dy = Load.At(upstream, axes);
        Append(layer,
        [
            Comprehension.Reduce(
                inner.Name, inner, rows, [axes[axes.Length - 1]], Reduction.Sum, new Binary(BinaryOperator.Multiply, dy, y)),
            Comprehension.Map(target.Name, target, axes, y * (dy - Load.At(inner, rows))),
        ]);
        Contribute(rule.Source, target);
    }

    private void DifferentiateResponses(string layer, GradientRule.ResponseNormalization rule, Tensor upstream)
    {
        ChannelWindows windows = rule.Windows;
        Tensor target = Tensor.Gradient(rule.Source, Storage.Arena);
        Tensor shares = windows.Bordered("shares"), sum = new($"{rule.Result.Name}.share_sum", Storage.Arena, windows.Extents);
        Expression direct = windows.At(upstream) * Definer.Power(windows.At(rule.Level), -rule.Beta);
        Expression through = windows.At(rule.Source) * Load.At(sum, windows.Axes) * (2 * rule.Alpha * rule.Beta);
        Append(layer,
        [
            windows.Fill(shares, windows.Inner(upstream) * windows.Inner(rule.Result) / windows.Inner(rule.Level)),
            windows.Sum(sum, shares),
            Comprehension.Map(target.Name, windows.View(target), windows.Axes, direct - through),
        ]);
        Contribute(rule.Source, target);
    }

    private void DifferentiateNormalization(string layer, GradientRule.Normalization rule, Tensor upstream)
    {
        Tensor? target = differentiable.Contains(rule.Source.Root) ? Tensor.Gradient(rule.Source, Storage.Arena) : null;
        Append(layer, new NormalizationGradient(rule, upstream).Derive(target).ToEquatableArray());
        if (target is not null) Contribute(rule.Source, target);
    }

    /// <summary>Of weights that cancel out, as those of a value less itself, the penalties alone are left, or zeros.</summary>
    private void DifferentiateUnreached()
    {
        var written = new HashSet<Tensor>(backward.SelectMany(d => d.Statements).Select(s => s.Output.Root));
        foreach (ParameterBinding binding in trained.Values.Where(b => !written.Contains(b.Gradient.Root)).ToList())
        {
            Axis[] axes = Definer.Axes(binding.Gradient);
            Expression slope = Scaled(PenaltySlope(binding, Load.At(binding.Weights, axes)));
            Append(binding.Weights.Name, [Comprehension.Map(binding.Gradient.Name, binding.Gradient, axes, slope)]);
        }
    }

    /// <summary>A part of a gradient that does not come from the loss's, as large as the others are.</summary>
    private Expression Scaled(Expression part) => LossScaling.Scaled(part, program.ActivationPrecision);

    /// <summary>2·l2·w + l1·sign w.</summary>
    private static Expression PenaltySlope(ParameterBinding binding, Load weight)
    {
        (float l1, float l2) = (binding.Parameter.Declaration.L1, binding.Parameter.Declaration.L2);
        Expression sign = Derivative.Of(new Unary(UnaryOperator.Abs, weight), weight, weight);
        return (weight * (Expression)(2 * l2)) + (sign * l1);
    }

    private void Append(string layer, EquatableArray<Comprehension> statements) =>
        backward.Add(new Definition(layer, Phase.Backward, new GradientRule.None(), statements));

    private void Contribute(Tensor to, Tensor gradient)
    {
        if (!gradient.CanView(to.Root.Extents)) gradient = Gathered(gradient);
        if (!adjoints.TryGetValue(to.Root, out List<Tensor>? list)) adjoints.Add(to.Root, list = []);
        list.Add(gradient);
    }

    /// <summary>
    /// A part of a concatenation's gradient in memory of its own, for a value that is also seen under another shape, or written under one.
    /// </summary>
    private Tensor Gathered(Tensor slice)
    {
        var copy = new Tensor($"{slice.Name}.part", Storage.Arena, [.. slice.Extents]) { Role = slice.Role, GradientOf = slice.GradientOf };
        Axis[] axes = Definer.Axes(copy);
        Append(slice.Name, [Comprehension.Map(copy.Name, copy, axes, Load.At(slice, axes))]);
        return copy;
    }

    /// <summary>The whole gradient of a value in the value's shape, or null if nothing depends on it.</summary>
    private Tensor? Adjoint(Tensor of)
    {
        if (!adjoints.TryGetValue(of.Root, out List<Tensor>? contributions)) return null;
        if (contributions.Count > 1)
        {
            var sum = new Tensor($"d {of.Root.Name}.sum", of.Root.HasBatch ? Storage.Arena : Storage.Fixed, [.. of.Root.Extents])
            {
                Role = TensorRole.Gradient,
                GradientOf = of.Root,
            };
            Axis[] axes = Definer.Axes(sum);
            Expression total = contributions.Select(c => (Expression)Load.At(c.View([.. sum.Extents]), axes)).Aggregate((a, b) => a + b);
            Append(of.Root.Name, [Comprehension.Map(sum.Name, sum, axes, total)]);
            contributions.Clear();
            contributions.Add(sum);
        }

        Tensor whole = contributions[0].View([.. of.Root.Extents]);
        if (of.IsSlice) return whole.Slice(whole.Name, of.Offset, of.Columns);
        // Written in groups of channels, and part of a concatenation.
        if (!whole.CanView(of.Extents)) contributions[0] = whole = Gathered(whole);
        return whole.View([.. of.Extents]);
    }
}
