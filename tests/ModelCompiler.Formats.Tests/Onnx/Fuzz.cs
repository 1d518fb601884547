namespace ModelCompiler.Formats.Tests.Onnx;

/// <summary>Damages bytes as disks, networks and attackers do.</summary>
internal static class Fuzz
{
    /// <summary>1,000 files, or 100,000 where MODELCOMPILER_LONG is set.</summary>
    public static int Files => Environment.GetEnvironmentVariable("MODELCOMPILER_LONG") is "1" ? 100_000 : 1_000;

    public static byte[] Damage(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        switch (random.Next(6))
        {
            case 0: return bytes[..random.Next(bytes.Length)];
            case 1:
                int from = random.Next(bytes.Length), count = random.Next(1, 64);
                return [.. bytes[..from], .. Enumerable.Range(0, count).Select(_ => (byte)random.Next(256)), .. bytes[from..]];
            case 2:
                // A length of up to ten bytes, all ones.
                int at = random.Next(bytes.Length);
                for (int i = at; i < Math.Min(at + random.Next(1, 11), bytes.Length); i++) bytes[i] = 0xFF;
                return bytes;
            case 3:
                int cut = random.Next(bytes.Length);
                return [.. bytes[..cut], .. bytes[Math.Min(bytes.Length, cut + random.Next(1, 64))..]];
            default:
                for (int i = random.Next(1, 8); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
        }
    }
}
