using ModelCompiler.Data;
using ModelCompiler.Tests.Models;
using ModelCompiler.Training;

namespace ModelCompiler.Tests.Data;

public class AugmentationTests
{
    /// <summary>Pictures of 4×5 pixels of two channels, each number telling its place.</summary>
    private static readonly Dataset pictures = Dataset.FromArrays(
        Enumerable.Range(0, 60 * 40).Select(i => (float)(i % 40 + 1)).ToArray(), new int[60], 4, 5, 2);

    [Fact]
    public void Flips_show_each_picture_or_its_mirror_image()
    {
        float[] plain = pictures.Input(0).ToArray();
        float[] mirrored = new float[40];
        for (int y = 0; y < 4; y++)
        {
            for (int x = 0; x < 5; x++)
                plain.AsSpan((y * 5 + 4 - x) * 2, 2).CopyTo(mirrored.AsSpan((y * 5 + x) * 2));
        }

        List<float[]> seen = Samples(pictures.Augment(a => a.Flip()));
        Assert.InRange(seen.Count(s => s.SequenceEqual(mirrored)), 18, 42);
        Assert.Equal(60, seen.Count(s => s.SequenceEqual(mirrored) || s.SequenceEqual(plain)));
        Assert.All(Samples(pictures.Augment(a => a.Flip(), seed: 5), training: false), sample => Assert.Equal(plain, sample));
    }

    [Theory]
    [InlineData(FillMode.Constant)]
    [InlineData(FillMode.Nearest)]
    [InlineData(FillMode.Reflect)]
    [InlineData(FillMode.Wrap)]
    public void Shifts_read_what_the_fill_mode_says(FillMode mode)
    {
        var shifts = new HashSet<(int, int)>();
        foreach (float[] sample in Samples(pictures.Augment(a => a.Shift(2, 3).Fill(mode, -1))))
        {
            (int, int) found = default;
            int matches = 0;
            for (int dy = -2; dy <= 2; dy++)
            {
                for (int dx = -3; dx <= 3; dx++)
                {
                    if (!sample.SequenceEqual(Shifted(dy, dx, mode)))
                        continue;
                    found = (dy, dx);
                    matches++;
                }
            }

            Assert.True(matches >= 1, "no shift within the range gives this sample");
            shifts.Add(found);
        }

        Assert.True(shifts.Count >= 15, $"only {shifts.Count} of 35 shifts came among 60 samples");
    }

    /// <summary>A quarter turn and a zoom by two, against places computed by hand.</summary>
    [Fact]
    public void Interpolated_moves_keep_the_middle_and_linear_slopes()
    {
        // A picture whose numbers are linear in y and x stays linear inside under any of these moves.
        float[] slope = new float[9 * 9];
        for (int i = 0; i < slope.Length; i++)
            slope[i] = 10 + 2 * (i / 9) + 3 * (i % 9);
        Dataset data = Dataset.FromArrays(Enumerable.Repeat(slope, 20).SelectMany(s => s).ToArray(), new int[20], 9, 9);
        foreach (float[] sample in Samples(data.Augment(a => a.Rotate(30).Zoom(0.2).Shear(10))))
        {
            Assert.Equal(slope[40], sample[40], 1e-3f);
            float right = sample[41] - sample[40], down = sample[49] - sample[40];
            Assert.Equal(sample[40] - right + down, sample[48], 1e-3f);
            Assert.Equal(sample[40] + right - down, sample[32], 1e-3f);
        }

        foreach (float[] sample in Samples(data.Augment(a => a.Rotate(20))))
        {
            float right = sample[41] - sample[40], down = sample[49] - sample[40];
            Assert.Equal(4 + 9, right * right + down * down, 1e-2f);
        }
    }

    [Fact]
    public void Crops_are_windows_of_the_padded_picture_and_the_middle_one_out_of_training()
    {
        Dataset cropped = pictures.Augment(a => a.Crop(2, 3));
        Assert.Equal([2, 3, 2], cropped.Shape);
        Assert.Equal(12, cropped.InputSize);
        float[] plain = pictures.Input(0).ToArray();
        float[] Window(int top, int left) => [.. Enumerable.Range(0, 2).SelectMany(y => plain.Skip(((top + y) * 5 + left) * 2).Take(6))];
        List<float[]> seen = Samples(cropped);
        var places = new HashSet<(int, int)>();
        foreach (float[] sample in seen)
            places.UnionWith(from top in Enumerable.Range(0, 3) from left in Enumerable.Range(0, 3) where sample.SequenceEqual(Window(top, left)) select (top, left));
        Assert.Equal(9, places.Count);
        Assert.Equal(Window(1, 1), cropped.Input(7).ToArray());
        Dataset padded = pictures.Augment(a => a.Crop(4, 5, pad: 2).Fill(FillMode.Constant));
        Assert.Equal(plain, padded.Input(0).ToArray());
        Assert.Contains(Samples(padded), sample => sample[0] == 0);
    }

    [Fact]
    public void Numbers_change_by_what_was_asked()
    {
        float[] plain = pictures.Input(0).ToArray();
        foreach (float[] sample in Samples(pictures.Augment(a => a.Brightness(3))))
        {
            Assert.InRange(sample[0] - plain[0], -3, 3);
            Assert.All(sample.Zip(plain), pair => Assert.Equal(sample[0] - plain[0], pair.First - pair.Second, 1e-4f));
        }

        foreach (float[] sample in Samples(pictures.Augment(a => a.Contrast(0.5))))
        {
            Assert.Equal(plain.Average(), sample.Average(), 1e-3f);
            Assert.InRange((sample[0] - 20) / (plain[0] - 20), 0.5f - 1e-3f, 1.5f + 1e-3f);
        }

        foreach (float[] sample in Samples(pictures.Augment(a => a.Cutout(2, value: -7))))
            Assert.InRange(sample.Count(x => x == -7), 2, 8);
        double[] noise = [.. Samples(pictures.Augment(a => a.Noise(0.5))).SelectMany(s => s.Zip(plain, (x, y) => (double)(x - y)))];
        Assert.InRange(Math.Sqrt(noise.Average(x => x * x)), 0.48, 0.52);
        Assert.InRange(noise.Average(), -0.04, 0.04);
    }

    [Fact]
    public void Mixup_mixes_inputs_and_targets_alike()
    {
        Dataset data = Dataset.FromArrays(Enumerable.Range(0, 90).Select(i => i % 3 == 0 ? 10f : i % 3 == 1 ? 20 : 40).ToArray(), Enumerable.Range(0, 90).Select(i => i % 3).ToArray());
        using BatchReader reader = data.Augment(a => a.Mixup(1)).Batches(30, training: true);
        Assert.Equal(3, reader.TargetSize);
        reader.Begin(4, 0, shuffle: true);
        int mixed = 0;
        while (reader.Next())
        {
            for (int i = 0; i < reader.Count; i++)
            {
                ReadOnlySpan<float> target = reader.Targets.Slice(3 * i, 3);
                Assert.Equal(1, target[0] + target[1] + target[2], 1e-5f);
                Assert.Equal(10 * target[0] + 20 * target[1] + 40 * target[2], reader.Inputs[i], 1e-3f);
                mixed += target.ContainsAnyExcept(0, 1) ? 1 : 0;
            }
        }

        Assert.InRange(mixed, 40, 75);
        using BatchReader plain = data.Augment(a => a.Mixup(1)).Batches(30);
        Assert.True(plain.HasLabels);
    }

    [Fact]
    public void Fits_with_augmentation_give_equal_bits_with_any_threads_and_reading_ahead()
    {
        float[]? expected = null;
        foreach ((int threads, bool ahead) in new[] { (1, false), (2, true), (3, false), (2, true) })
        {
            Dataset data = Classifier.MakeData(100).Reshape(2, 2, 1).Augment(a => a.Flip().Shift(1).Noise(0.1).Mixup());
            var model = new Classifier(3) { Threads = threads };
            var trainer = new Trainer<Classifier>(model, new Adam(1e-2f), new TrainerOptions { Seed = 5 });
            trainer.Fit(ahead ? data.Prefetch() : data, new FitOptions { Epochs = 3, BatchSize = 16 });
            float[] weights = [.. model.Parameters.SelectMany(tensor => tensor.Span.ToArray())];
            Assert.Equal(expected ??= weights, weights);
        }
    }

    [Fact]
    public void Impossible_changes_are_refused()
    {
        Assert.Contains("Reshape(28, 28, 1)", Assert.Throws<DatasetException>(() => Classifier.MakeData(3).Augment(a => a.Flip())).Message);
        Assert.Contains("Crop(9, 9) does not fit", Assert.Throws<DatasetException>(() => pictures.Augment(a => a.Crop(9, 9))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => pictures.Augment(a => a.Zoom(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => pictures.Augment(a => a.Rotate(double.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>(() => pictures.Augment(a => a.Mixup(0)));
        Assert.Throws<DatasetException>(() => pictures.Reshape(4, 5, 3));
    }

    private static float[] Shifted(int dy, int dx, FillMode mode)
    {
        float[] plain = pictures.Input(0).ToArray(), shifted = new float[40];
        for (int y = 0; y < 4; y++)
        {
            for (int x = 0; x < 5; x++)
            {
                int fromY = Place(y - dy, 4, mode), fromX = Place(x - dx, 5, mode);
                for (int c = 0; c < 2; c++)
                    shifted[(y * 5 + x) * 2 + c] = fromY < 0 || fromX < 0 ? -1 : plain[(fromY * 5 + fromX) * 2 + c];
            }
        }

        return shifted;
    }

    /// <summary>By walking, not by arithmetic.</summary>
    private static int Place(int index, int extent, FillMode mode)
    {
        int[] order = mode switch
        {
            FillMode.Reflect => [.. Enumerable.Range(0, extent).Reverse(), .. Enumerable.Range(0, extent), .. Enumerable.Range(0, extent).Reverse()],
            FillMode.Wrap => [.. Enumerable.Range(0, extent), .. Enumerable.Range(0, extent), .. Enumerable.Range(0, extent)],
            FillMode.Nearest => [.. Enumerable.Repeat(0, extent), .. Enumerable.Range(0, extent), .. Enumerable.Repeat(extent - 1, extent)],
            _ => [.. Enumerable.Repeat(-1, extent), .. Enumerable.Range(0, extent), .. Enumerable.Repeat(-1, extent)],
        };
        return order[index + extent];
    }

    private static List<float[]> Samples(Dataset data, bool training = true)
    {
        using BatchReader reader = data.Batches(7, training);
        reader.Begin(1);
        var samples = new List<float[]>();
        while (reader.Next())
        {
            for (int i = 0; i < reader.Count; i++)
                samples.Add(reader.Inputs.Slice(i * reader.InputSize, reader.InputSize).ToArray());
        }

        return samples;
    }
}
