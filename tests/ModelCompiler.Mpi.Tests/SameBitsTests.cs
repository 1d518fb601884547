namespace MpiTests;

/// <summary>Weights, losses and figures of trainings do not depend on the number of ranks, to the last bit.</summary>
public sealed class SameBitsTests
{
    [MpiFact]
    public void One_to_four_ranks_and_a_process_by_itself_end_with_the_same_bits()
    {
        string[] expected = Scenarios(Launched.Run(0, "undivided"), rank: 0);
        Assert.Equal(7, expected.Length);
        // One rank needs no launcher.
        Assert.Equal(expected, Scenarios(Launched.Run(0, "scenarios"), rank: 0));
        for (int ranks = 2; ranks <= 4; ranks++)
        {
            Ending ending = Launched.Run(ranks, "scenarios");
            for (int rank = 0; rank < ranks; rank++)
                Assert.Equal(expected, Scenarios(ending, rank));
        }
    }

    [MpiFact]
    public void Mpich_gives_the_same_bits()
    {
        if (Launched.MissingMpich is not null)
            return;
        Assert.Equal(Scenarios(Launched.Run(0, "undivided"), rank: 0), Scenarios(Launched.RunMpich(2, "scenarios"), rank: 1));
    }

    [MpiFact]
    public void Devices_of_one_process_and_of_several_give_the_same_bits()
    {
        Ending one = Launched.Run(0, "devices", "1");
        if (one.Errors.Contains("OpenCLNotAvailableException", StringComparison.Ordinal))
            return; // The tests of devices say so.
        string[] expected = Scenarios(one, rank: 0);
        Assert.StartsWith("Devices ", Assert.Single(expected), StringComparison.Ordinal);
        Assert.Equal(expected, Scenarios(Launched.Run(0, "devices", "3"), rank: 0));
        Assert.Equal(expected, Scenarios(Launched.Run(2, "device"), rank: 1));
    }

    private static string[] Scenarios(Ending ending, int rank)
    {
        Assert.True(ending.ExitCode == 0, ending.Errors);
        return [.. ending.Lines.Where(line => line.StartsWith($"[{rank}] ", StringComparison.Ordinal)).Select(line => line[4..])];
    }
}
