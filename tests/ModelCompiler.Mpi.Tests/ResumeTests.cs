namespace MpiTests;

/// <summary>A rank is killed at random moments; another start, with another number of ranks, goes on from the last checkpoint and ends with the same bits.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mpi-resume").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [MpiFact]
    public void A_training_whose_ranks_are_killed_ends_with_the_same_bits() => KillAndResume(kills: 3, seed: 1);

    [LongMpiFact]
    public void A_training_whose_ranks_are_killed_twenty_times_ends_with_the_same_bits() => KillAndResume(kills: 20, seed: 2);

    private void KillAndResume(int kills, int seed)
    {
        string whole = Path.Combine(folder, "whole"), broken = Path.Combine(folder, "broken");
        string expected = Assert.Single(Launched.Run(0, "resume", whole, "-1", "0", "0").Lines);
        var random = new Random(seed);
        int[] sizes = [2, 3, 1, 4];
        for (int kill = 0; kill < kills; kill++)
        {
            int ranks = sizes[kill % sizes.Length];
            // Few steps, so that many kills fit before the end; half of them while the others are already in the next step, or write.
            Ending ending = Launched.Run(ranks, "resume", broken, $"{random.Next(ranks)}", $"{1 + random.Next(5)}", $"{(random.Next(2) == 0 ? 0 : random.Next(1, 30))}");
            Assert.NotEqual(0, ending.ExitCode);
        }

        Ending last = Launched.Run(2, "resume", broken, "-1", "0", "0");
        Assert.True(last.ExitCode == 0, last.All);
        Assert.Equal(2, last.Lines.Length);
        Assert.All(last.Lines, line => Assert.Equal(expected[4..], line[4..]));
    }
}
