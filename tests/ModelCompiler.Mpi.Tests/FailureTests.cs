using System.Diagnostics;
using ModelCompiler.Training;

namespace MpiTests;

/// <summary>A rank that cannot go on, or that differs, ends the job and is named.</summary>
public sealed class FailureTests
{
    [MpiTheory]
    [InlineData("throw", "rank 1 of 2 on ", "IOException: the disk is gone")]
    [InlineData("exit", "rank 1 of 2 on ", "ended with exit code 3")]
    [InlineData("kill", "process rank 1", "signal 9")]
    public void A_rank_that_dies_ends_all_and_is_named(string how, string rank, string reason)
    {
        long start = Stopwatch.GetTimestamp();
        Ending ending = Launched.Run(2, "end", how, "1");
        Assert.NotEqual(0, ending.ExitCode);
        Assert.Contains(rank, ending.All, StringComparison.Ordinal);
        Assert.Contains(reason, ending.All, StringComparison.Ordinal);
        // It takes one or two; the machine may be busy.
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60));
    }

    [MpiTheory]
    [InlineData("network", "'OtherNet'")]
    [InlineData("labels", "sample 17 has label 5")]
    public void A_rank_that_differs_is_named_before_the_first_step(string what, string said)
    {
        Ending ending = Launched.Run(2, "differ", what, "1");
        Assert.NotEqual(0, ending.ExitCode);
        Assert.Contains("RankMismatchException", ending.All, StringComparison.Ordinal);
        Assert.Contains("rank 1 differs from rank 0", ending.All, StringComparison.Ordinal);
        Assert.Contains(said, ending.All, StringComparison.Ordinal);
    }

    /// <summary>Ranks are threads here.</summary>
    [Theory]
    [InlineData("count", "99 samples of 72 with labels")]
    [InlineData("data", "the training set is 100 samples of 72 with labels, hash ")]
    [InlineData("weights", "step 0, hash ")]
    [InlineData("batch", "batches of 11 in 4 parts")]
    [InlineData("seed", "seed 7")]
    public void All_that_ranks_share_is_compared(string what, string said) => ThreadRanks.Run(3, ranks =>
    {
        var exception = Assert.Throws<RankMismatchException>(() => Failures.Differ(what, rank: 1, ranks));
        Assert.Equal(1, exception.Rank);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        return true;
    });

    [Fact]
    public void Fewer_parts_than_ranks_are_refused() => ThreadRanks.Run(2, ranks =>
    {
        var exception = Assert.Throws<TooFewBatchPartsException>(() =>
            new Trainer<NumbersNet>(new NumbersNet(seed: 1), new Sgd(0.1), new TrainerOptions { Communicator = ranks, BatchParts = 1 }));
        Assert.Contains("Set TrainerOptions.BatchParts to 2", exception.Message, StringComparison.Ordinal);
        _ = new Trainer<NumbersNet>(new NumbersNet(seed: 1), new Sgd(0.1), new TrainerOptions { Communicator = ranks, BatchParts = 2 });
        return true;
    });

    [MpiFact]
    public void Ranks_begin_and_end_fits_together() => BeginAndEnd(times: 25, ranks: 3);

    [LongMpiFact]
    public void Ranks_begin_and_end_a_thousand_fits_together() => BeginAndEnd(times: 1000, ranks: 4);

    private static void BeginAndEnd(int times, int ranks)
    {
        Ending ending = Launched.Run(ranks, "stops", $"{times}", "1");
        Assert.True(ending.ExitCode == 0, ending.All);
        Assert.Single(ending.Lines.Select(line => line[4..]).Distinct());
    }
}
