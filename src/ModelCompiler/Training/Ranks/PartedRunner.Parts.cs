using ModelCompiler.Runtime;

namespace ModelCompiler.Training;

/// <content>The parts of a batch that are this rank's, one after the other.</content>
internal sealed partial class PartedRunner
{
    /// <summary>What dropout of a part is drawn from: the first draws as an undivided batch does.</summary>
    private static int SeedOf(int part, int seed) => part == 0 ? seed : (int)CounterRandom.Hash(seed, -part);

    private static ReadOnlySpan<float> Slice(ReadOnlySpan<float> numbers, BatchParts parts, int part)
    {
        if (numbers.IsEmpty)
            return numbers;
        int size = numbers.Length / parts.Samples;
        return numbers.Slice(parts.Start(part) * size, parts.Length(part) * size);
    }

    private static StepTargets Slice(StepTargets targets, BatchParts parts, int part)
    {
        ReadOnlySpan<int> labels = targets.Labels;
        if (!labels.IsEmpty)
        {
            int size = labels.Length / parts.Samples;
            labels = labels.Slice(parts.Start(part) * size, parts.Length(part) * size);
        }

        return targets.AreLabels ? new StepTargets(labels) : new StepTargets(labels, Slice(targets.Dense, parts, part),
            Slice(targets.Weights, parts, part));
    }

    private void Begin(ReadOnlySpan<float> inputs)
    {
        int samples = CompiledProgram.CountSamples(Layout, inputs);
        if (samples == 0)
            throw InputLengthException.ForEmptyStep(Layout);
        parts = new BatchParts(samples, partCount);
        Report.Clear();
        outputsAreShared = ranks.Size == 1;
        Reserve(ref outputs, samples * Layout.OutputSize);
        if (Layout.Training is { InputGradient: >= 0 })
            Reserve(ref inputGradients, samples * Layout.InputSize);
    }

    private void ComputeOwnParts(ReadOnlySpan<float> inputs, StepTargets targets, int seed)
    {
        foreach (PartTerm term in ownTerms)
            Recycle(term.Buffer);
        foreach ((_, PartTerm other) in open)
            Recycle(other.Buffer);
        ownTerms.Clear();
        open.Clear();
        roots.Clear();
        new PartNode(0, partCount).Within(parts, firstPart, lastPart, roots);
        for (int i = 0; i < roots.Count; i++)
        {
            // Known before it is there: the last one's floats travel as they are made.
            ownTerms.Add(new PartTerm(ownTerms.Count == 0 ? total : Take(), 0, WeightOf(roots[i])));
            Compute(roots[i], ownTerms[i].Buffer, inputs, targets, seed, isLast: travels && i == roots.Count - 1);
        }

        capture = null;
    }

    private AlignedBuffer Take() => free.Count > 0 ? free.Pop() : NewBuffer();

    private void Recycle(AlignedBuffer buffer)
    {
        if (buffer != total)
            free.Push(buffer);
    }

    /// <summary>
    /// Computes the gradients of some parts, and adds them up; what waits for the rank's last part is added up bucket by bucket.
    /// </summary>
    private void Compute(PartNode node, AlignedBuffer into, ReadOnlySpan<float> inputs, StepTargets targets, int seed, bool isLast)
    {
        if (node.IsPart)
        {
            inner.Progress = isLast && overlaps ? this : null;
            ComputePart(node.From, into, inputs, targets, seed);
            inner.Progress = null;
            return;
        }

        bool hasLeft = parts.Length(node.Left.From, node.Left.To) > 0, hasRight = parts.Length(node.Right.From, node.Right.To) > 0;
        if (hasLeft)
            Compute(node.Left, into, inputs, targets, seed, isLast && !hasRight);
        if (!hasRight)
            return;
        AlignedBuffer other = hasLeft ? Take() : into;
        PartTerm left = new(into, 0, WeightOf(node.Left)), right = new(other, 0, WeightOf(node.Right));
        // Before the right side's own additions are known: theirs come first.
        if (hasLeft && isLast)
            open.Insert(0, (left, right));
        Compute(node.Right, other, inputs, targets, seed, isLast);
        if (!hasLeft || isLast)
            return;
        sum.Run(sum.Add(left, right), into.Length, into, 0, Threads);
        free.Push(other);
    }

    private void ComputePart(int part, AlignedBuffer into, ReadOnlySpan<float> inputs, StepTargets targets, int seed)
    {
        StepCapture? filling = part == 0 ? capture : null;
        if (filling is not null)
            inner.Capture = filling;
        StepTargets own = Slice(targets, parts, part);
        Report.Losses[part] = inner.ComputeGradients(Slice(inputs, parts, part), own, SeedOf(part, seed), into);
        filling?.ScaleGradients(parts.Weight(part));
        TakeOutputs(part);
        if (!own.Labels.IsEmpty && own.Labels.Length == parts.Length(part))
            Report.Right += MetricsAccumulator.CountRight(
                outputs.AsSpan(parts.Start(part) * Layout.OutputSize, parts.Length(part) * Layout.OutputSize), own.Labels,
                Layout.OutputSize);
        TakeInputGradients(part);
    }

    private void TakeOutputs(int part) => inner.LastOutputs.CopyTo(outputs.AsSpan(parts.Start(part) * Layout.OutputSize));

    private void TakeInputGradients(int part)
    {
        if (Layout.Training is not { InputGradient: >= 0 })
            return;
        Span<float> own = inputGradients.AsSpan(parts.Start(part) * Layout.InputSize, parts.Length(part) * Layout.InputSize);
        inner.InputGradients.CopyTo(own);
        float weight = parts.Weight(part);
        foreach (ref float gradient in own)
            gradient *= weight;
    }

    /// <summary>In double and in the order of parts.</summary>
    private float MeanLoss()
    {
        double loss = 0;
        for (int part = 0; part < partCount; part++)
        {
            if (parts.Length(part) > 0)
                loss += (double)Report.Losses[part] * parts.Length(part) / parts.Samples;
        }

        return (float)loss;
    }

    private AlignedBuffer NewBuffer() =>
        new(AlignedBuffer.RoundUp(inner.OptimizerMemory.Length) + AlignedBuffer.RoundUp(ParameterUpdate.FloatsOf(Layout)));

    private static void Reserve(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
    }
}
