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

        return targets.AreLabels ? new StepTargets(labels) : new StepTargets(labels, Slice(targets.Dense, parts, part), Slice(targets.Weights, parts, part));
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
        ownTerms.Clear();
        roots.Clear();
        new PartNode(0, partCount).Within(parts, firstPart, lastPart, roots);
        foreach (PartNode root in roots)
        {
            AlignedBuffer into = ownTerms.Count == 0 ? total : free.Count > 0 ? free.Pop() : NewBuffer();
            ownTerms.Add(Compute(root, into, inputs, targets, seed));
        }

        capture = null;
    }

    private void Recycle(AlignedBuffer buffer)
    {
        if (buffer != total)
            free.Push(buffer);
    }

    /// <summary>Computes the gradients of some parts, and adds them up.</summary>
    private PartTerm Compute(PartNode node, AlignedBuffer into, ReadOnlySpan<float> inputs, StepTargets targets, int seed)
    {
        if (node.IsPart)
            return ComputePart(node.From, into, inputs, targets, seed);
        if (parts.Length(node.Left.From, node.Left.To) == 0)
            return Compute(node.Right, into, inputs, targets, seed);
        PartTerm left = Compute(node.Left, into, inputs, targets, seed);
        if (parts.Length(node.Right.From, node.Right.To) == 0)
            return left;
        PartTerm right = Compute(node.Right, free.Count > 0 ? free.Pop() : NewBuffer(), inputs, targets, seed);
        left = sum.Add(left, right);
        sum.Run(left, into.Length, into, 0, Threads);
        free.Push(right.Buffer);
        return left;
    }

    private PartTerm ComputePart(int part, AlignedBuffer into, ReadOnlySpan<float> inputs, StepTargets targets, int seed)
    {
        StepCapture? filling = part == 0 ? capture : null;
        if (filling is not null)
            inner.Capture = filling;
        StepTargets own = Slice(targets, parts, part);
        Report.Losses[part] = inner.ComputeGradients(Slice(inputs, parts, part), own, SeedOf(part, seed), into);
        filling?.ScaleGradients(parts.Weight(part));
        TakeOutputs(part);
        if (!own.Labels.IsEmpty && own.Labels.Length == parts.Length(part))
            Report.Right += MetricsAccumulator.CountRight(outputs.AsSpan(parts.Start(part) * Layout.OutputSize, parts.Length(part) * Layout.OutputSize), own.Labels, Layout.OutputSize);
        TakeInputGradients(part);
        return new PartTerm(into, 0, parts.Weight(part));
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

    private AlignedBuffer NewBuffer() => new(AlignedBuffer.RoundUp(inner.OptimizerMemory.Length) + AlignedBuffer.RoundUp(ParameterUpdate.FloatsOf(Layout)));

    private static void Reserve(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
    }
}
