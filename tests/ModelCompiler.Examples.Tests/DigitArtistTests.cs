using Digits.Drawing;

namespace ModelCompiler.Examples.Tests;

public sealed class DigitArtistTests
{
    private const int Count = 400;

    [Fact]
    public void TheSameSeedDrawsTheSamePictures()
    {
        var first = DigitArtist.Draw(Count, seed: 7, set: 0, threads: 2);
        var second = DigitArtist.Draw(Count, seed: 7, set: 0, threads: 2);

        Assert.Equal(first.Images, second.Images);
        Assert.Equal(first.Labels, second.Labels);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void ThreadsDoNotChangeAnyPicture(int threads)
    {
        var alone = DigitArtist.Draw(Count, seed: 7, set: 1, threads: 1);
        var together = DigitArtist.Draw(Count, seed: 7, set: 1, threads);

        Assert.Equal(alone.Images, together.Images);
    }

    [Fact]
    public void MorePicturesBeginWithTheSameOnes()
    {
        var few = DigitArtist.Draw(20, seed: 3, set: 0, threads: 1).Images;
        var many = DigitArtist.Draw(50, seed: 3, set: 0, threads: 1).Images;

        Assert.Equal(few, many[..few.Length]);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(7, 1)]
    public void AnotherSeedOrSetDrawsOtherPictures(int seed, int set)
    {
        var known = Pictures(DigitArtist.Draw(Count, seed: 7, set: 0, threads: 2).Images).ToHashSet();

        Assert.DoesNotContain(Pictures(DigitArtist.Draw(Count, seed, set, threads: 2).Images), known.Contains);
    }

    [Fact]
    public void ClassesAreBalanced()
    {
        var labels = DigitArtist.Draw(Count, seed: 1, set: 0, threads: 2).Labels;

        Assert.Equal(Enumerable.Repeat(Count / 10, 10), Enumerable.Range(0, 10).Select(digit => labels.Count(label => label == digit)));
    }

    [Fact]
    public void ValuesStayInTheirRange()
    {
        var images = DigitArtist.Draw(Count, seed: 1, set: 0, threads: 2).Images;

        Assert.All(images, value => Assert.InRange(value, 0f, 1f));
    }

    [Fact]
    public void EveryPictureHasInkAndPaper()
    {
        var images = DigitArtist.Draw(Count, seed: 1, set: 0, threads: 2).Images;

        Assert.All(images.Chunk(DigitArtist.Pixels), picture =>
        {
            Assert.InRange(picture.Count(value => value > 0.5f), 15, DigitArtist.Pixels / 2);
            Assert.True(picture.Max() > 0.6f, "The darkest stroke is faint.");
        });
    }

    [Fact]
    public void TheInkStaysWithinThePicture()
    {
        var images = DigitArtist.Draw(Count, seed: 1, set: 0, threads: 2).Images;
        var atEdge = 0;
        foreach (var picture in images.Chunk(DigitArtist.Pixels))
            for (var i = 0; i < 28; i++)
                if (picture[i] > 0.6f || picture[27 * 28 + i] > 0.6f || picture[28 * i] > 0.6f || picture[28 * i + 27] > 0.6f)
                {
                    atEdge++;
                    break;
                }

        Assert.InRange(atEdge, 0, Count / 20);      // a hand may touch the border now and then
    }

    [Fact]
    public void NoTwoPicturesAreEqual()
    {
        var pictures = Pictures(DigitArtist.Draw(Count, seed: 1, set: 0, threads: 2).Images).ToList();

        Assert.Equal(Count, pictures.Distinct().Count());
    }

    [Fact]
    public void DigitsCanBeToldApart()
    {
        // The nearest mean picture is a crude reader; it must do far better than guessing and must still make mistakes.
        var train = DigitArtist.Draw(1000, seed: 1, set: 0, threads: 2);
        var test = DigitArtist.Draw(Count, seed: 1, set: 1, threads: 2);
        var means = Enumerable.Range(0, 10).Select(digit => Mean(train.Images, digit)).ToArray();
        var right = test.Images.Chunk(DigitArtist.Pixels)
            .Where((picture, index) => Nearest(means, picture) == test.Labels[index])
            .Count();

        Assert.InRange(right, Count / 2, Count * 95 / 100);
    }

    private static IEnumerable<string> Pictures(float[] images) =>
        images.Chunk(DigitArtist.Pixels).Select(picture => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(picture)));

    private static float[] Mean(float[] images, int digit)
    {
        var pictures = images.Chunk(DigitArtist.Pixels).Where((_, index) => index % 10 == digit).ToList();
        return [.. Enumerable.Range(0, DigitArtist.Pixels).Select(pixel => pictures.Average(picture => picture[pixel]))];
    }

    private static int Nearest(float[][] means, float[] picture) =>
        Enumerable.Range(0, means.Length).MinBy(digit => means[digit].Zip(picture, (a, b) => (a - b) * (a - b)).Sum());
}
