namespace ModelCompiler.Testing.Random;

/// <summary>
/// Draws machines with caches of a few hundred bytes, few registers and low thresholds, as the property <c>ModelCompilerMachine</c> takes them: decisions that depend on a size are then met by
/// networks that are small enough to be compared with the reference by the hundred.
/// </summary>
public static class ToyMachines
{
    /// <summary>Equal seeds give equal machines.</summary>
    public static string Draw(ulong seed)
    {
        var random = new SplitMix64(seed ^ 0x70F);
        string[] parts =
        [
            $"cache={random.Of(64, 256, 1024, 8192)}",
            $"work={random.Of(10, 100, 1000, 400_000)}",
            $"row={random.Of(4, 8, 32, 512)}",
            $"steps={random.Of(1, 2, 6, 24)}",
            $"cells={random.Of(1, 2, 4)}",
            $"channels={random.Of(4, 8, 16, 32)}",
            $"products={random.Of(2, 4, 16)}",
            $"bands={random.Of(2, 3, 4)}",
            $"groups={random.Of(1, 4, 256)}",
            // No register tile needs fewer than a sum, a vector and a broadcast.
            $"registers={random.Of(4, 6, 8, 16, 32)}",
            $"items={random.Of(1, 2, 8)}",
            $"sums={random.Of(0, 8, 96)}",
        ];
        return string.Join(";", parts);
    }
}
