using ModelCompiler.Data;

namespace Company.Network;

/// <summary>
/// Pictures to learn from, drawn here: a bar through the middle in one of ten directions, with noise. Replace them by your own data:
/// <c>Idx.Load</c>, <c>Dataset.FromArrays</c> and others.
/// </summary>
public static class Bars
{
    public const int Size = 28, Directions = 10;

    /// <param name="count">Pictures.</param>
    /// <param name="seed">Equal seeds draw equal pictures.</param>
    public static Dataset Draw(int count, int seed)
    {
        var random = new Random(seed);
        var pixels = new float[count * Size * Size];
        var labels = new int[count];
        for (int n = 0; n < count; n++)
        {
            labels[n] = random.Next(Directions);
            double angle = (labels[n] + (0.4 * (random.NextDouble() - 0.5))) * Math.PI / Directions,
                middle = (Size / 2) + (4 * (random.NextDouble() - 0.5));
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    double distance = Math.Abs(((x - middle) * Math.Sin(angle)) - ((y - middle) * Math.Cos(angle)));
                    pixels[(((n * Size) + y) * Size) + x] = (float)(Math.Max(0, 1 - (distance / 2)) + (0.3 * random.NextDouble()));
                }
            }
        }

        return Dataset.FromArrays(pixels, labels, Size, Size, 1);
    }
}
