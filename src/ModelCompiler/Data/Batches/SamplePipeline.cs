namespace ModelCompiler.Data;

/// <summary>All stages of a data set with the scratch memory between them: one pipeline for each thread that reads.</summary>
internal sealed class SamplePipeline
{
    private readonly SampleStage[] stages;
    private readonly float[] one;
    private readonly float[] other;
    private readonly int entrySize;
    private readonly int lastMove;

    public SamplePipeline(IReadOnlyList<SampleStage> stages, int entrySize)
    {
        this.entrySize = entrySize;
        this.stages = [.. stages.Select(stage => stage.ForOneReader())];
        lastMove = Array.FindLastIndex(this.stages, stage => !stage.InPlace);
        int moves = this.stages.Count(stage => !stage.InPlace);
        int largest = this.stages.Select(stage => SampleShape.Size(stage.Shape)).Append(entrySize).Max();
        one = moves > 0 ? new float[largest] : [];
        other = moves > 1 ? new float[largest] : [];
    }

    /// <summary>Where a sample is to be read to before <see cref="Run"/>.</summary>
    /// <param name="final">Where it will stand at the end.</param>
    public Span<float> Entry(Span<float> final) => lastMove < 0 ? final : one.AsSpan(0, entrySize);

    /// <summary>Takes the sample at <see cref="Entry"/> through all stages to <paramref name="final"/>.</summary>
    public void Run(Span<float> final, in SampleKey key)
    {
        Span<float> current = Entry(final);
        bool inOne = true;
        for (int i = 0; i < stages.Length; i++)
        {
            if (stages[i].InPlace)
            {
                stages[i].Apply(current, current, key);
                continue;
            }

            Span<float> next = i == lastMove ? final : (inOne ? other : one).AsSpan(0, SampleShape.Size(stages[i].Shape));
            stages[i].Apply(current, next, key);
            current = next;
            inOne = !inOne;
        }
    }
}
