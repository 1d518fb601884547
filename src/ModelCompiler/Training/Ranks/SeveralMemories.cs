namespace ModelCompiler.Training;

/// <summary>What an optimizer remembers of a model that several runners train: each has all of it, the same bits.</summary>
internal sealed class SeveralMemories(IOptimizerMemory[] memories) : IOptimizerMemory
{
    public IReadOnlyList<string> Names => memories[0].Names;

    public int Length => memories[0].Length;

    public long Step
    {
        get => memories[0].Step;
        set => Array.ForEach(memories, m => m.Step = value);
    }

    public long Epoch
    {
        get => memories[0].Epoch;
        set => Array.ForEach(memories, m => m.Epoch = value);
    }

    public LossScale? LossScale
    {
        get => memories[0].LossScale;
        set => Array.ForEach(memories, m => m.LossScale = value);
    }

    public int AverageBuffer => memories[0].AverageBuffer;

    public void SwapAverages() => Array.ForEach(memories, m => m.SwapAverages());

    public ReadOnlySpan<float> View(int buffer) => memories[0].View(buffer);

    public void Read(int buffer, Span<float> destination) => memories[0].Read(buffer, destination);

    public void Write(int buffer, ReadOnlySpan<float> source)
    {
        foreach (IOptimizerMemory memory in memories)
            memory.Write(buffer, source);
    }
}
