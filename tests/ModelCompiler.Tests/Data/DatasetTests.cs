using ModelCompiler.Data;

namespace ModelCompiler.Tests.Data;

public class DatasetTests
{
    private static readonly Dataset labelled = new(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, new[] { 0, 2, 1, 0 }, 2);
    private static readonly Dataset dense = new(new float[] { 1, 2, 3, 4 }, new float[] { 10, 11, 20, 21, 30, 31, 40, 41 }, 1, 2);

    [Fact]
    public void Knows_its_sizes()
    {
        Assert.Equal((4, 2, 0, 3, true), (labelled.Count, labelled.InputSize, labelled.TargetSize, labelled.Classes, labelled.HasLabels));
        Assert.Equal((4, 1, 2, 0, false), (dense.Count, dense.InputSize, dense.TargetSize, dense.Classes, dense.HasLabels));
        Assert.Equal([5, 6], labelled.Input(2).ToArray());
    }

    [Fact]
    public void Scaling_makes_another_set()
    {
        Dataset scaled = labelled.Scale(0.5f);
        Assert.Equal([0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4], scaled.Inputs.ToArray());
        Assert.Equal(1, labelled.Inputs[0]);
        Assert.Equal(labelled.Labels.ToArray(), scaled.Labels.ToArray());
        Assert.Equal(3, scaled.Classes);
    }

    [Fact]
    public void Parts_keep_samples_with_their_answers()
    {
        Assert.Equal([1, 2, 3, 4], labelled.Take(2).Inputs.ToArray());
        Assert.Equal(4, labelled.Take(100).Count);
        (Dataset first, Dataset second) = dense.Split(0.75);
        Assert.Equal([1, 2, 3], first.Inputs.ToArray());
        Assert.Equal([40, 41], second.Targets.ToArray());
        Assert.Equal([4], second.Inputs.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => dense.Split(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => dense.Take(-1));
    }

    [Fact]
    public void Shuffling_keeps_samples_with_their_answers_and_repeats_with_its_seed()
    {
        var many = new Dataset(Enumerable.Range(0, 100).Select(i => (float)i).ToArray(), Enumerable.Range(0, 100).ToArray(), 1);
        Dataset shuffled = many.Shuffle(3);
        for (int i = 0; i < 100; i++)
            Assert.Equal(shuffled.Labels[i], shuffled.Inputs[i]);
        Assert.NotEqual(many.Labels.ToArray(), shuffled.Labels.ToArray());
        Assert.Equal(Enumerable.Range(0, 100), shuffled.Labels.ToArray().Order());
        Assert.Equal(shuffled.Labels.ToArray(), many.Shuffle(3).Labels.ToArray());
        Assert.NotEqual(shuffled.Labels.ToArray(), many.Shuffle(4).Labels.ToArray());
        Dataset targets = dense.Shuffle(1);
        for (int i = 0; i < 4; i++)
            Assert.Equal(10 * targets.Inputs[i] + 1, targets.Targets[2 * i + 1]);
    }

    [Fact]
    public void Lengths_that_do_not_go_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Dataset(new float[7], new[] { 0, 1 }, 4));
        Assert.Throws<ArgumentException>(() => new Dataset(new float[8], new[] { 0, -1 }, 4));
        Assert.Throws<ArgumentException>(() => new Dataset(new float[4], new float[5], 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dataset(new float[4], new[] { 0 }, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dataset(new float[4], new float[5], 2, 0));
    }
}
