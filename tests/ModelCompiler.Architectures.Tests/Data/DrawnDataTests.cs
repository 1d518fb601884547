using Architectures.Data;

namespace ModelCompiler.Architectures.Tests.Data;

/// <summary>The samples that the example draws: the same from run to run, with right answers.</summary>
public class DrawnDataTests
{
    public static TheoryData<string> Workloads => ["digits", "odd", "noisy", "pictures", "colours", "masks", "moves", "words"];

    [Theory]
    [MemberData(nameof(Workloads))]
    public void EqualSeedsGiveEqualSamples(string workload)
    {
        var (first, second, other) = (Open(workload, 1), Open(workload, 1), Open(workload, 2));

        Assert.True(first.Train.Inputs.SequenceEqual(second.Train.Inputs), "The inputs differ.");
        Assert.True(first.Test.Labels.SequenceEqual(second.Test.Labels), "The labels differ.");
        Assert.True(first.Test.Targets.SequenceEqual(second.Test.Targets), "The targets differ.");
        Assert.False(first.Train.Inputs.SequenceEqual(other.Train.Inputs), "Another seed gives the same samples.");
        Assert.False(first.Train.Inputs.StartsWith(first.Test.Inputs), "Samples to be tested on are among those to learn from.");
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void NumbersStayInTheirRange(string workload)
    {
        foreach (float value in Open(workload, 1).Train.Inputs) Assert.InRange(value, workload == "words" ? -1f : 0f, workload == "words" ? 3f : 1f);
        foreach (float value in Open(workload, 1).Train.Targets) Assert.InRange(value, -1.1f, 1.1f);
    }

    [Fact]
    public void ADigitIsOddWhenItsNumberIs()
    {
        var (digits, odd) = (Open("digits", 1).Train, Open("odd", 1).Train);

        Assert.Equal(digits.Labels.ToArray().Select(digit => digit & 1), odd.Labels.ToArray());
    }

    [Fact]
    public void SaltAndPepperSpareMostPixels()
    {
        var noisy = Open("noisy", 1).Train;
        int changed = noisy.Inputs.ToArray().Zip(noisy.Targets.ToArray()).Count(pair => pair.First != pair.Second);

        Assert.InRange(changed / (double)noisy.Inputs.Length, 0.08, 0.2);
    }

    [Fact]
    public void TheGoMoveIsTheStonesOnlyLiberty()
    {
        var moves = Open("moves", 1).Train;
        for (int i = 0; i < moves.Count; i++)
        {
            var planes = moves.Input(i).ToArray();
            int stone = Enumerable.Range(0, 361).Single(point => planes[point * 48 + 4] == 1);
            int[] free = [.. new[] { stone - 19, stone + 1, stone + 19, stone - 1 }.Where(point => planes[point * 48 + 2] == 1)];
            Assert.Equal([moves.Labels[i]], free);
            Assert.Equal(1, planes[stone * 48 + 1]);
        }
    }

    [Fact]
    public void AMaskMarksEachPixelOnce()
    {
        var masks = Open("masks", 1).Train;
        for (int i = 0; i < masks.Targets.Length; i += 2) Assert.Equal(1, masks.Targets[i] + masks.Targets[i + 1]);
        Assert.InRange(masks.Targets.ToArray().Where((_, i) => i % 2 == 1).Average(), 0.1, 0.5);
    }

    [Theory]
    [InlineData(1, 1, 1, 100, 0, 0)]
    [InlineData(1, 0, 0, 53.24, 80.09, 67.20)]
    [InlineData(0, 0, 1, 32.30, 79.19, -107.86)]
    public void ColoursAreLab(float r, float g, float b, double lightness, double a, double bb)
    {
        var (l, colours) = (new float[1], new float[2]);

        LabColour.Split([r, g, b], l, colours);

        Assert.Equal(lightness, 100 * l[0], 0.05);
        Assert.Equal(a, 100 * colours[0], 0.05);
        Assert.Equal(bb, 100 * colours[1], 0.05);
    }

    private static Samples Open(string workload, int seed) => workload switch
    {
        "digits" => Workload.Digits.Open(Request(seed, 28, 28, 1)),
        "odd" => Workload.OddDigits.Open(Request(seed, 784)),
        "noisy" => Workload.NoisyDigits.Open(Request(seed, 28, 28, 1)),
        "pictures" => Workload.Pictures.Open(Request(seed, 24, 32, 3)),
        "colours" => Workload.Colours.Open(Request(seed, 32, 32, 1)),
        "masks" => Workload.Outlines.Open(Request(seed, 32, 32, 3)),
        "moves" => Workload.Moves.Open(Request(seed, 19, 19, 48)),
        _ => Workload.Words.Open(Request(seed, 64, 24)),
    };

    private static Request Request(int seed, params int[] input) => new(input, Train: 40, Test: 10, seed, Folder: null);
}
