namespace ModelCompiler.Runtime;

/// <summary>
/// Random matrices whose columns, or rows where there are fewer, are orthogonal and of one length (Saxe, McClelland and Ganguli, 2013).
/// </summary>
internal static class OrthogonalMatrix
{
    /// <summary>Fills a row-major matrix: Gram and Schmidt's method, in double, on normal numbers. Each vector keeps its direction's sign,
    /// so that every orthogonal matrix is equally likely.</summary>
    public static void Fill(Span<float> weights, int columns, double gain, ref CounterRandom random)
    {
        int rows = weights.Length / columns, count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var vectors = new double[count][];
        for (int v = 0; v < count; v++)
        {
            double[] vector = vectors[v] = new double[length];
            for (int i = 0; i < length; i++) vector[i] = random.NextNormal();
            for (int other = 0; other < v; other++) Subtract(vector, vectors[other], Product(vector, vectors[other]));
            double scale = 1 / Math.Sqrt(Product(vector, vector));
            for (int i = 0; i < length; i++) vector[i] *= scale;
        }

        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                weights[row * columns + column] = (float)(gain * (rows < columns ? vectors[row][column] : vectors[column][row]));
    }

    private static double Product(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Subtract(double[] from, double[] direction, double length)
    {
        for (int i = 0; i < from.Length; i++) from[i] -= length * direction[i];
    }
}
