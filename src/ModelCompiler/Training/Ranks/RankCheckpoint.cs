using System.Runtime.InteropServices;

namespace ModelCompiler.Training;

/// <summary>Checkpoints of several ranks: rank 0 reads and writes files, the others are sent what it read.</summary>
internal static class RankCheckpoint
{
    private const int PieceBytes = 1 << 26;

    /// <summary>Gives all ranks the state of rank 0.</summary>
    public static void Share(TrainingSession session, PartedRunner runner)
    {
        byte[] bytes = Broadcast(runner.Ranks, runner.Ranks.Rank == 0 ? CheckpointFile.ToBytes(TrainerState.Gather(session)) : null)!;
        runner.StateWasReplaced = false;
        if (runner.Ranks.Rank > 0)
            TrainerState.Restore(CheckpointReader.Read("the state of rank 0", bytes), session);
    }

    /// <summary>The checkpoint that rank 0 finds, on all ranks.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="find">Gives the path, or null for none. Called on rank 0.</param>
    public static LoadedCheckpoint? Read(Communicator ranks, Func<string?> find)
    {
        string? path = ranks.Rank == 0 ? find() : null;
        if (ranks.Size == 1)
            return path is null ? null : CheckpointReader.Read(path);
        // Rank 0 reads it in full before the others hear of it: what is damaged is said once, by it.
        LoadedCheckpoint? own = path is null ? null : CheckpointReader.Read(path);
        byte[]? bytes = Broadcast(ranks, path is null ? null : File.ReadAllBytes(path));
        return own ?? (bytes is null ? null : CheckpointReader.Read("the checkpoint that rank 0 read", bytes));
    }

    /// <summary>Sends the bytes of rank 0 to all.</summary>
    private static byte[]? Broadcast(Communicator ranks, byte[]? bytes)
    {
        int length = bytes?.Length ?? -1;
        ranks.Broadcast(MemoryMarshal.AsBytes(new Span<int>(ref length)));
        if (length < 0)
            return null;
        bytes ??= new byte[length];
        for (int start = 0; start < length; start += PieceBytes)
            ranks.Broadcast(bytes.AsSpan(start, Math.Min(PieceBytes, length - start)));
        return bytes;
    }
}
