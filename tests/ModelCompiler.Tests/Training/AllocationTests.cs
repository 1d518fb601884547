using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Training;

[Collection(nameof(Alone))]
public class AllocationTests
{
    private const int Batch = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Predictions_and_steps_allocate_nothing_after_the_first(int threads)
    {
        var model = new Classifier { Threads = threads };
        var trainer = new Trainer<Classifier>(model, new Adam());
        float[] inputs = Classifier.MakeData(Batch).Inputs.ToArray();
        int[] labels = Classifier.MakeData(Batch).Labels.ToArray();
        var targets = new float[Batch * 3];
        var outputs = new float[Batch * 3];
        Assert.Equal(0, Allocated(() => model.Predict(inputs, outputs)));
        Assert.Equal(0, Allocated(() => trainer.Step(inputs, labels)));
        Assert.Equal(0, Allocated(() => trainer.Step(inputs, targets.AsSpan())));
        Assert.Equal(0, Allocated(() => trainer.Step(inputs.AsSpan(0, 4), labels.AsSpan(0, 1))));
    }

    private static long Allocated(Action action)
    {
        for (int i = 0; i < 3; i++)
            action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
