using ModelCompiler.Data;

namespace ModelCompiler.Tests.Data;

public class BatchTests
{
    private const int Count = 23;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_epoch_has_each_sample_once(bool prefetch)
    {
        Dataset data = prefetch ? Numbers().Prefetch() : Numbers();
        using BatchReader reader = data.Batches(5);
        Assert.Equal(5, reader.BatchCount);
        for (int round = 0; round < 3; round++)
        {
            List<float> seen = Read(reader, seed: 1, round, shuffle: true);
            Assert.Equal(Enumerable.Range(0, Count).Select(i => (float)i), seen.Order());
        }

        Assert.Equal(Read(reader, 1, 0, shuffle: true), Read(reader, 1, 0, shuffle: true));
        Assert.NotEqual(Read(reader, 1, 0, shuffle: true), Read(reader, 1, 1, shuffle: true));
        Assert.NotEqual(Read(reader, 1, 0, shuffle: true), Read(reader, 2, 0, shuffle: true));
    }

    /// <summary>Every way to read gives the same bits, from the first batch or from the middle of an epoch.</summary>
    [Theory]
    [InlineData("array")]
    [InlineData("bytes")]
    [InlineData("stream")]
    [InlineData("window")]
    [InlineData("source")]
    public void Reading_ahead_and_going_on_in_the_middle_change_nothing(string kind)
    {
        Dataset data = (kind switch
        {
            "array" => Pictures(),
            "bytes" => Dataset.FromBytes(Bytes(), Labels(), 4, 4, 1),
            "stream" => Stream(),
            "window" => Stream().Shuffle(window: 7),
            _ => Dataset.FromSource(new Source()),
        }).Scale(0.01f).Augment(a => a.Flip().Shift(1).Rotate(20).Noise(0.1)).Augment(a => a.Cutout(2));
        using BatchReader plain = data.Batches(5, training: true), ahead = data.Prefetch(3).Batches(5, training: true);
        for (int round = 0; round < 3; round++)
        {
            List<float> expected = Read(plain, 9, round, shuffle: true);
            Assert.Equal(expected, Read(ahead, 9, round, shuffle: true));
            Assert.Equal(expected.Skip(3 * 5 * data.InputSize), Read(plain, 9, round, shuffle: true, firstBatch: 4));
            Assert.Equal(expected.Skip(3 * 5 * data.InputSize), Read(ahead, 9, round, shuffle: true, firstBatch: 4));
        }
    }

    [Fact]
    public void Bytes_are_scaled_as_they_are_read()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        Dataset data = Dataset.FromBytes(bytes, new[] { 0 }).Scale(1 / 255f, -0.5f);
        Assert.Equal(Enumerable.Range(0, 256).Select(i => i * (1 / 255f) - 0.5f), data.Inputs.ToArray());
        Assert.Equal([256], data.Shape);
        Dataset scaledTwice = Dataset.FromBytes(bytes, new[] { 0 }).Scale(0.5f).Scale(0.25f, 1);
        Assert.Equal(Enumerable.Range(0, 256).Select(i => i * 0.125f + 1), scaledTwice.Inputs.ToArray());
    }

    [Fact]
    public void A_window_mixes_a_stream_within_its_reach()
    {
        using BatchReader reader = Stream().Shuffle(4).Batches(1, training: true);
        var order = new List<long>();
        reader.Begin(3, 0, shuffle: true);
        while (reader.Next())
            order.Add(reader.Samples[0]);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (long)i), order.Order());
        Assert.NotEqual(order.Order(), order);
        for (int i = 0; i < order.Count; i++)
            Assert.True(order[i] <= i + 3, $"sample {order[i]} left at {i}, before the window had reached it");
    }

    /// <summary>Epochs that are given up early, and begun again before the first batch is asked for.</summary>
    [Fact]
    public void Only_the_epoch_that_was_begun_last_is_read()
    {
        using BatchReader reader = Numbers().Prefetch().Batches(2);
        for (int round = 0; round < 200; round++)
        {
            for (int begun = 0; begun <= round % 3; begun++)
                reader.Begin(begun, round, shuffle: true);
            for (int batch = 0; batch <= round % 5; batch++)
                Assert.True(reader.Next());
            var expected = new int[Count];
            Shuffling.Fill(expected, round % 3, round);
            Assert.Equal(expected[2 * (round % 5)], reader.Samples[0]);
        }
    }

    [Fact]
    public void Nothing_is_allocated_for_a_sample()
    {
        foreach (Dataset data in new[] { Pictures(), Stream(), Stream().Shuffle(window: 6) })
        {
            Dataset augmented = data.Augment(a => a.Flip().Shift(1).Zoom(0.1).Shear(5).Crop(3, 3, pad: 1).Cutout(1).Noise(1).Contrast(0.1).Brightness(1));
            using BatchReader reader = augmented.Batches(4, training: true);
            for (int round = 0; round < 3; round++)
                Read(reader, 0, round, shuffle: true, keep: false);
            long before = GC.GetAllocatedBytesForCurrentThread();
            reader.Begin(0, 1, shuffle: true);
            long begun = GC.GetAllocatedBytesForCurrentThread();
            int batches = 0;
            while (reader.Next())
                batches++;
            long read = GC.GetAllocatedBytesForCurrentThread() - begun;
            Assert.Equal((6, 0), (batches, read));
            Assert.InRange(begun - before, 0, 500);
        }
    }

    [Fact]
    public void A_wrong_label_in_the_middle_of_a_stream_is_named()
    {
        Dataset data = Dataset.FromStream(Enumerable.Range(0, 50).Select(i => (new float[2], i == 30 ? 3 : i % 3)), classes: 3, shape: [2]);
        foreach (Dataset set in new[] { data, data.Prefetch(), data.Shuffle(8) })
        {
            using BatchReader reader = set.Batches(4);
            reader.Begin(0, 0, shuffle: true);
            var exception = Assert.Throws<DatasetException>(() =>
            {
                while (reader.Next())
                {
                }
            });
            Assert.Equal(30, exception.Sample);
            Assert.Contains("label 3, which is none of the 3 classes 0 to 2", exception.Message);
        }
    }

    [Fact]
    public void A_stream_with_wrong_lengths_or_without_samples_is_named()
    {
        using BatchReader uneven = Dataset.FromStream([(new float[2], 0), (new float[3], 0)], 1, [2]).Batches(4);
        uneven.Begin();
        Assert.Contains("Sample 1 of the stream has an input of 3 floats where 2", Assert.Throws<DatasetException>(() => uneven.Next()).Message);
        using BatchReader empty = Dataset.FromStream(Array.Empty<(float[], int)>(), 1, [2]).Batches(4);
        empty.Begin();
        Assert.Contains("no samples", Assert.Throws<DatasetException>(() => empty.Next()).Message);
        Assert.Throws<DatasetException>(() => Stream().Inputs.Length);
        Assert.Throws<DatasetException>(() => Stream().KFold(3));
    }

    private static List<float> Read(BatchReader reader, int seed, int round, bool shuffle, int firstBatch = 1, bool keep = true)
    {
        var all = new List<float>();
        reader.Begin(seed, round, shuffle, firstBatch);
        while (reader.Next())
        {
            if (keep)
                all.AddRange(reader.Inputs);
        }

        return all;
    }

    private static Dataset Numbers() => Dataset.FromArrays(Enumerable.Range(0, Count).Select(i => (float)i).ToArray(), new int[Count]);

    private static byte[] Bytes() => [.. Enumerable.Range(0, Count * 16).Select(i => (byte)(i * 37))];

    private static int[] Labels() => [.. Enumerable.Range(0, Count).Select(i => i % 3)];

    private static float[] Floats() => [.. Bytes().Select(b => (float)b)];

    private static Dataset Pictures() => Dataset.FromArrays(Floats(), Labels(), 4, 4, 1);

    private static Dataset Stream() => Dataset.FromStream(new Source());

    private sealed class Source : ISampleSource, ISampleStream
    {
        private readonly Dataset all = Pictures();

        public int Count => BatchTests.Count;

        public IReadOnlyList<int> Shape => [4, 4, 1];

        public int TargetSize => 0;

        public int Classes => 3;

        int? ISampleStream.Count => null;

        public void ReadInput(int sample, Span<float> input) => all.Input(sample).CopyTo(input);

        public int ReadLabel(int sample) => all.Labels[sample];

        public ISampleReader Open() => new Reader(this);

        private sealed class Reader(Source source) : ISampleReader
        {
            private int next;

            public bool Read(Span<float> input, Span<float> target, out int label)
            {
                label = 0;
                if (next == source.Count)
                    return false;
                source.ReadInput(next, input);
                label = source.ReadLabel(next++);
                return true;
            }

            public void Dispose()
            {
            }
        }
    }
}
