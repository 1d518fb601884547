namespace ModelCompiler.Formats.Tests.Fuzzing;

/// <summary>Damages files, each number in its own way: bytes changed, lengths made huge, pieces cut out, doubled, moved or cut off.</summary>
internal static class Damage
{
    private static readonly byte[] Extremes = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    /// <param name="whole">A sound file.</param>
    /// <param name="number">Which damage; equal numbers give equal files.</param>
    public static byte[] Of(byte[] whole, int number)
    {
        var random = new Random(number);
        byte[] bytes = [.. whole];
        for (int change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--) bytes = Once(bytes, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length), length = Math.Min(random.Next(1, 40), bytes.Length - at);
        switch (random.Next(9))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); return bytes;
            case 1: bytes[at] = (byte)random.Next(256); return bytes;
            case 2: bytes[at] = Extremes[random.Next(Extremes.Length)]; return bytes;
            // A length or an address of 2, 4 or 8 bytes.
            case 3: bytes.AsSpan(at, Math.Min(1 << random.Next(1, 4), bytes.Length - at)).Fill(Extremes[random.Next(Extremes.Length)]); return bytes;
            case 4: random.NextBytes(bytes.AsSpan(at, length)); return bytes;
            case 5: return bytes[..at];
            case 6: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 7: return [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes[at..]];
            default:
                int from = random.Next(bytes.Length - length + 1);
                bytes.AsSpan(from, length).ToArray().CopyTo(bytes.AsSpan(at));
                return bytes;
        }
    }
}
