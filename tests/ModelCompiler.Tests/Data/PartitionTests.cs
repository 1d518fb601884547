using ModelCompiler.Data;

namespace ModelCompiler.Tests.Data;

public class PartitionTests
{
    /// <summary>150 samples, of each class 100, 40 and 10; the input is the sample's number.</summary>
    private static readonly Dataset data = Dataset.FromArrays(
        Enumerable.Range(0, 150).Select(i => (float)i).ToArray(), Enumerable.Range(0, 150).Select(i => i < 100 ? 0 : i < 140 ? 1 : 2).ToArray());

    [Fact]
    public void A_stratified_split_keeps_the_shares_of_classes()
    {
        (Dataset train, Dataset validation, Dataset test) = data.Split(0.6, 0.2, seed: 3);
        Assert.Equal([60, 24, 6], Counts(train));
        Assert.Equal([20, 8, 2], Counts(validation));
        Assert.Equal([20, 8, 2], Counts(test));
        Assert.Equal(Enumerable.Range(0, 150).Select(i => (float)i), train.Inputs.ToArray().Concat(validation.Inputs.ToArray()).Concat(test.Inputs.ToArray()).Order());
        Assert.Equal(train.Inputs.ToArray(), data.Split(0.6, 0.2, seed: 3).Train.Inputs.ToArray());
        Assert.NotEqual(train.Inputs.ToArray(), data.Split(0.6, 0.2, seed: 4).Train.Inputs.ToArray());
        Assert.Equal(3, test.Classes);
    }

    [Fact]
    public void Shares_of_one_class_differ_by_less_than_two_samples()
    {
        (Dataset train, Dataset validation, Dataset test) = data.Split(0.5, 0.37, seed: 1);
        foreach ((Dataset part, double share) in new[] { (train, 0.5), (validation, 0.37), (test, 0.13) })
        {
            int[] counts = Counts(part);
            Assert.All(new[] { 100, 40, 10 }.Zip(counts), pair => Assert.InRange(pair.Second, pair.First * share - 2, pair.First * share + 2));
        }
    }

    [Fact]
    public void Folds_hold_each_sample_once()
    {
        IReadOnlyList<(Dataset Train, Dataset Validation)> folds = data.KFold(5, seed: 2);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => (float)i), folds.SelectMany(fold => fold.Validation.Inputs.ToArray()).Order());
        foreach ((Dataset train, Dataset validation) in folds)
        {
            Assert.Equal([20, 8, 2], Counts(validation));
            Assert.Equal(120, train.Count);
            Assert.Empty(train.Inputs.ToArray().Intersect(validation.Inputs.ToArray()));
        }
    }

    [Fact]
    public void Sets_too_small_are_refused()
    {
        Dataset one = data.Take(1);
        Assert.Contains("1 samples is too small", Assert.Throws<DatasetException>(() => one.Split(0.6, 0.2)).Message);
        Assert.Contains("1 samples cannot be divided into 5 folds", Assert.Throws<DatasetException>(() => one.KFold(5)).Message);
        Assert.Contains("at least two numbers", Assert.Throws<DatasetException>(() => one.Standardize()).Message);
        Assert.Throws<DatasetException>(() => data.Take(0).Standardize());
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(0.9, 0.2));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Select(150));
    }

    [Fact]
    public void Standardizing_is_measured_on_the_training_part_only()
    {
        float[] inputs = [1, 10, 3, 30, 5, 20, 100, 1000];
        Dataset all = Dataset.FromArrays(inputs, new[] { 0, 1, 0, 1 });
        Dataset train = all.Take(3), test = all.Skip(3);
        Dataset prepared = train.Standardize();
        double deviation0 = Math.Sqrt(8.0 / 3), deviation1 = Math.Sqrt(200.0 / 3);
        Assert.Equal([3, 20], prepared.Standardization!.Means);
        Assert.Equal(deviation1, prepared.Standardization.Deviations[1], 12);
        Near([-2 / deviation0, -10 / deviation1, 0, 10 / deviation1, 2 / deviation0, 0], prepared.Inputs);
        Near([97 / deviation0, 980 / deviation1], test.Standardize(train).Inputs);
        Near([97 / deviation0, 980 / deviation1], test.Standardize(prepared).Inputs);
        float[] later = [100, 1000];
        prepared.Standardization.Apply(later);
        Near([97 / deviation0, 980 / deviation1], later);
    }

    [Fact]
    public void Channels_of_pictures_are_measured_over_all_pixels()
    {
        Dataset pictures = Dataset.FromBytes(new byte[] { 0, 7, 2, 7, 4, 7, 6, 7 }, new[] { 0, 0 }, 1, 2, 2).Standardize();
        Near([-3 / Math.Sqrt(5), 0, -1 / Math.Sqrt(5), 0, 1 / Math.Sqrt(5), 0, 3 / Math.Sqrt(5), 0], pictures.Inputs);
        Assert.Contains("2 channels", Assert.Throws<DatasetException>(() => data.Standardize(pictures)).Message);
    }

    [Fact]
    public void Classes_become_vectors()
    {
        Dataset dense = Dataset.FromArrays(new float[3], new[] { 2, 0, 1 }).OneHot();
        Assert.Equal((3, false), (dense.TargetSize, dense.HasLabels));
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0], dense.Targets.ToArray());
        Assert.Equal(5, data.OneHot(5).TargetSize);
        Assert.Contains("OneHot(2) has no place for label 2", Assert.Throws<DatasetException>(() => data.OneHot(2)).Message);
        Assert.Contains("targets of 3 already", Assert.Throws<DatasetException>(() => dense.OneHot()).Message);
    }

    private static int[] Counts(Dataset part) => [.. Enumerable.Range(0, 3).Select(label => part.Labels.ToArray().Count(l => l == label))];

    private static void Near(double[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5 * (1 + Math.Abs(expected[i])));
    }
}
