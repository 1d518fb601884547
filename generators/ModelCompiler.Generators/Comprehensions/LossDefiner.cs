using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.ShapeInference;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// Writes the loss down: one number for each sample, a mean over what the network puts out for it. Softmax and sigmoid are joined with
/// their cross-entropy: the loss is then a function of the logits, finite for every finite logit, and its gradient is simply prediction
/// minus target. Of several losses, each with its weight, the sum; all compare with the same targets.
/// </summary>
internal sealed class LossDefiner(ShapedGraph graph, IReadOnlyList<Tensor> values, List<ParameterBinding> parameters,
    List<Definition> definitions, bool training)
{
    /// <summary>
    /// Weights up to which four lanes add a penalty up one by one and keep four digits: 2048 times half a rounding of 6e-8 are 6e-5.
    /// </summary>
    private const int LongSum = 16_384;

    /// <summary>Floats of the widest vectors there are, so that a run of as many, or several times as many, leaves no lane empty.</summary>
    private const int WidestVector = 16;

    private Tensor? weight;
    private bool isOnly;

    private Expression Scale => LossScaling.Slope(training ? graph.TrainingPrecision : ElementType.Single);

    /// <param name="losses">The last layer's first.</param>
    public LossTensors Define(IReadOnlyList<LossFunction> losses)
    {
        Tensor prediction = values[Read(losses[0])], total = new("loss", Storage.Arena, Axis.BatchExtent);
        Tensor target = new("target", Storage.Arena, [.. prediction.Extents]) { Role = TensorRole.Target };
        // Softmax and its cross-entropy are linear in the target: there a target times a weight says all.
        if (!losses.All(IsLinearInTarget)) weight = new("target.weight", Storage.Arena, [.. prediction.Extents]);
        int[] sampled = training ? [.. Enumerable.Range(0, graph.Nodes.Count)
            .Where(i => values[i] is not null && graph.Nodes[i].Operation is Sampling { DivergenceWeight: > 0 })] : [];
        string[] names = [.. losses.Select(LayerOf), .. sampled.Select(i => graph.Nodes[i].Name)];
        Tensor[] parts = names.Length == 1
            ? [total]
            : [.. names.Select(name => new Tensor($"loss.{name}", Storage.Arena, Axis.BatchExtent))];
        isOnly = parts.Length == 1;
        for (int i = 0; i < parts.Length; i++)
            definitions.Add(
                i < losses.Count ? Define(losses[i], target, parts[i]) : Divergence(graph.Nodes[sampled[i - losses.Count]], parts[i]));
        if (parts.Length > 1)
        {
            Expression sum = parts.Select(p => (Expression)Load.At(p, Axis.Batch)).Aggregate((a, b) => a + b);
            definitions.Add(
                new Definition("loss", Phase.Loss, new GradientRule.None(), [Comprehension.Map(total.Name, total, [Axis.Batch], sum)]));
        }

        return new LossTensors(target, total, parts.ToEquatableArray(), Penalties(), weight);
    }

    /// <summary>weight · Σ (mean² + e^v - v - 1) / 2, v the logarithm of the variance.</summary>
    private Definition Divergence(ShapedNode node, Tensor perSample)
    {
        Tensor mean = values[node.Inputs[0]], logVariance = values[node.Inputs[1]];
        Axis[] axes = Definer.Axes(mean);
        Expression m = Load.At(mean, axes), v = Load.At(logVariance, axes);
        Expression value = ((m * m) + (new Unary(UnaryOperator.ExpMinusOne, v) - v)) * (((Sampling)node.Operation).DivergenceWeight / 2);
        return new Definition("loss", Phase.Loss, new GradientRule.Derived(),
            [Comprehension.Reduce(perSample.Name, perSample, [Axis.Batch], axes.Skip(1), Reduction.Sum, value)]);
    }

    private string LayerOf(LossFunction loss) => graph.Layers[graph.Nodes[loss.Node].Layer].Name;

    /// <summary>A final Reshape or Flatten changes no number: the loss looks through it.</summary>
    private int Read(LossFunction loss)
    {
        int node = loss.Node;
        while (graph.Nodes[node].Operation is ReshapeOperation or Activation { Kind: ActivationKind.Linear })
            node = graph.Nodes[node].Inputs[0];
        return node;
    }

    private bool IsLinearInTarget(LossFunction loss) =>
        loss.Kind == LossKind.CategoricalCrossEntropy && graph.Nodes[Read(loss)].Operation is SoftmaxOperation;

    /// <summary>What an element of the target counts.</summary>
    private Expression Weighted(Expression value, Tensor like, Axis[] axes) =>
        weight is null ? value : value * Load.At(weight.View([.. like.Extents]), axes);

    private Definition Define(LossFunction loss, Tensor targets, Tensor perSample)
    {
        // What counts along the last axis sees the shape that was declared.
        int last = loss.Kind is LossKind.KLDivergence or LossKind.CosineSimilarity ? loss.Node : Read(loss);
        Tensor prediction = values[last], target = targets.View([.. prediction.Extents]);
        Tensor logits = graph.Nodes[last].Inputs.Count > 0 ? values[graph.Nodes[last].Inputs[0]] : prediction;
        return (loss.Kind, graph.Nodes[last].Operation) switch
        {
            (LossKind.CategoricalCrossEntropy, SoftmaxOperation) => SoftmaxCrossEntropy(loss, logits, prediction, target,
                perSample, graph.Nodes[last].Name),
            (LossKind.BinaryCrossEntropy, Activation { Kind: ActivationKind.Sigmoid }) => SigmoidCrossEntropy(loss, logits,
                prediction, target, perSample),
            (LossKind.BinaryFocalCrossEntropy, _) => new MeasureDefiner(weight).FocalCrossEntropy(loss, logits, target, perSample),
            (LossKind.KLDivergence, _) => new MeasureDefiner(weight).Divergence(loss, prediction, target, perSample),
            (LossKind.CosineSimilarity, _) => new MeasureDefiner(weight).Cosine(loss, prediction, target, perSample),
            (LossKind.Dice, _) => new MeasureDefiner(weight).Dice(loss, prediction, target, perSample),
            _ => ElementMean(loss, prediction, target, perSample),
        };
    }

    /// <summary>loss = mean over positions of Σc t·(log Σ exp z - z); dz = (softmax(z)·Σ t - t) · scale.</summary>
    private Definition SoftmaxCrossEntropy(LossFunction loss, Tensor logits, Tensor prediction, Tensor target,
        Tensor perSample, string name)
    {
        Axis[] axes = Definer.Axes(prediction), rows = [.. axes.Take(axes.Length - 1)];
        Axis column = axes[axes.Length - 1];
        float perPosition = loss.Weight / rows.Skip(1).Aggregate(1, (n, a) => n * a.Extent);
        GradientRule.Softmax softmax = definitions.Select(d => d.Rule).OfType<GradientRule.Softmax>().Last(s => s.Result == prediction);
        Tensor logSum = new($"{name}.log_sum", Storage.Arena, [.. rows.Select(a => a.Extent)]);
        Tensor targetSum = new(isOnly ? "target.sum" : $"{perSample.Name}.target_sum", Storage.Arena, [.. rows.Select(a => a.Extent)]);
        Tensor gradient = Tensor.Gradient(logits, Storage.Arena);
        Expression t = Weighted(Load.At(target, axes), prediction, axes);
        Expression surprise = t * (Load.At(logSum, rows) - Load.At(logits, axes)) * perPosition;
        EquatableArray<Comprehension> backward =
        [
            Comprehension.Reduce(targetSum.Name, targetSum, rows, [column], Reduction.Sum, t),
            Comprehension.Map(gradient.Name, gradient, axes,
                ((Load.At(prediction, axes) * Load.At(targetSum, rows)) - t) * perPosition * Scale),
        ];
        return new Definition("loss", Phase.Loss, new GradientRule.Given(logits, gradient, backward),
        [
            Comprehension.Map(logSum.Name, logSum, rows, Load.At(softmax.Max, rows)
                + new Unary(UnaryOperator.Log, Load.At(softmax.Sum, rows))),
            Comprehension.Reduce(perSample.Name, perSample, [Axis.Batch], axes.Skip(1), Reduction.Sum, surprise),
        ]);
    }

    /// <summary>loss = mean of max(z, 0) - z·t + log(1 + exp(-|z|)); dz = (sigmoid(z) - t) · scale.</summary>
    private Definition SigmoidCrossEntropy(LossFunction loss, Tensor logits, Tensor prediction, Tensor target, Tensor perSample)
    {
        Axis[] axes = Definer.Axes(prediction);
        float each = loss.Weight / prediction.Count;
        Tensor gradient = Tensor.Gradient(logits, Storage.Arena);
        Expression z = Load.At(logits, axes), t = Load.At(target, axes);
        Expression tail = new Unary(UnaryOperator.Log,
            1f + new Unary(UnaryOperator.Exp, new Unary(UnaryOperator.Negate, new Unary(UnaryOperator.Abs, z))));
        Expression value = Weighted(new Binary(BinaryOperator.Max, z, 0f) - (z * t) + tail, prediction, axes) * each;
        return new Definition("loss", Phase.Loss,
            new GradientRule.Given(logits, gradient,
                [Comprehension.Map(
                    gradient.Name, gradient, axes, Weighted(Load.At(prediction, axes) - t, prediction, axes) * each * Scale)]),
            [Comprehension.Reduce(perSample.Name, perSample, [Axis.Batch], axes.Skip(1), Reduction.Sum, value)]);
    }

    private Definition ElementMean(LossFunction loss, Tensor prediction, Tensor target, Tensor perSample)
    {
        Axis[] axes = Definer.Axes(prediction);
        Expression value = Weighted(Element(loss, Load.At(prediction, axes), Load.At(target, axes)), prediction,
            axes) * (loss.Weight / prediction.Count);
        return new Definition("loss", Phase.Loss, new GradientRule.Derived(),
            [Comprehension.Reduce(perSample.Name, perSample, [Axis.Batch], axes.Skip(1), Reduction.Sum, value)]);
    }

    private static Expression Element(LossFunction loss, Expression y, Expression t)
    {
        Expression error = y - t, magnitude = new Unary(UnaryOperator.Abs, error);
        return loss.Kind switch
        {
            LossKind.MeanSquaredError => error * error,
            LossKind.MeanAbsoluteError => magnitude,
            LossKind.Hinge => new Binary(BinaryOperator.Max, 1f - (t * y), 0f),
            LossKind.SquaredHinge => new Binary(BinaryOperator.Max, 1f - (t * y), 0f) * new Binary(BinaryOperator.Max, 1f - (t * y), 0f),
            // ln cosh e = |e| + ln(1 + e^-2|e|) - ln 2, which does not overflow.
            LossKind.LogCosh => magnitude + new Unary(UnaryOperator.LogOnePlus,
                new Unary(UnaryOperator.Exp, magnitude * -2f)) - 0.6931471806f,
            LossKind.Huber => new Select(
                Comparison.LessOrEqual, magnitude, loss.Delta, error * error * 0.5f, (magnitude - (0.5f * loss.Delta)) * loss.Delta),
            // Keras adds 1e-7 so that a prediction of 0 has a finite loss.
            LossKind.Poisson => y - (t * new Unary(UnaryOperator.Log, y + 1e-7f)),
            _ => throw new InvalidOperationException(
                $"The loss {loss.Kind} does not fit the last activation; shape inference should have refused it."),
        };
    }

    /// <summary>l1·Σ|w| + l2·Σw² for each parameter that has them.</summary>
    private EquatableArray<Tensor> Penalties()
    {
        var penalties = new List<Tensor>();
        foreach (ParameterBinding binding in parameters)
        {
            (float l1, float l2) = (binding.Parameter.Declaration.L1, binding.Parameter.Declaration.L2);
            if (l1 == 0 && l2 == 0) continue;
            Tensor flat = binding.Weights.View((int)binding.Weights.Count);
            foreach ((Tensor part, EquatableArray<Comprehension> steps) in Penalty($"{binding.Weights.Name}.penalty", flat, l1, l2))
            {
                definitions.Add(new Definition(part.Name, Phase.Loss, new GradientRule.None(), steps));
                penalties.Add(part);
            }
        }

        return penalties.ToEquatableArray();
    }

    /// <summary>
    /// The penalty's parts. The sum of many weights is taken in two steps: of runs of about as many weights as there are runs, whole
    /// vectors each, and then of their sums; what is left behind the last run is a part of its own. Of equal weights, say, each addition is
    /// rounded to the same side, by up to half a step of the sum: of n, one after the other, that is n / 2 roundings in all, and of two
    /// steps its root.
    /// </summary>
    private static IEnumerable<(Tensor Part, EquatableArray<Comprehension> Steps)> Penalty(string name, Tensor weights, float l1, float l2)
    {
        int count = weights.Extents[0];
        Expression Of(AffineIndex place)
        {
            Expression w = new Load(weights, [place]);
            return (w * w * l2) + (new Unary(UnaryOperator.Abs, w) * l1);
        }

        Comprehension Sum(Tensor output, Axis axis, Axis summed, Expression value) =>
            Comprehension.Reduce(output.Name, output, [axis], [summed], Reduction.Sum, value);

        Axis one = new("one", 1);
        Tensor penalty = new(name, Storage.Fixed, 1);
        if (count <= LongSum)
        {
            Axis all = new("j", count);
            yield return (penalty, [Sum(penalty, one, all, Of(AffineIndex.Of(all)))]);
            yield break;
        }

        int length = WidestVector * (int)Math.Round(Math.Sqrt(count) / WidestVector), runs = count / length, left = count % length;
        Axis run = new("run", runs), j = new("j", length), rest = new("j", left);
        Tensor sums = new($"{name}.runs", Storage.Fixed, runs), behind = new($"{name}.rest", Storage.Fixed, 1);
        yield return (penalty,
        [
            Sum(sums, run, j, Of(new AffineIndex([new Term(run, length), new Term(j, 1)]))),
            Sum(penalty, one, run, Load.At(sums, run)),
        ]);
        if (left > 0) yield return (behind, [Sum(behind, one, rest, Of(new AffineIndex([new Term(rest, 1)], runs * length)))]);
    }
}
