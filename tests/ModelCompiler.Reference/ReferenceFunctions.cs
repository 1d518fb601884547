namespace ModelCompiler.Reference;

/// <summary>Functions that <see cref="Math"/> lacks, exact to a few units of a double's last place.</summary>
public static class ReferenceFunctions
{
    /// <summary>e^x - 1, by its series where the difference would cancel.</summary>
    public static double ExpMinusOne(double x)
    {
        if (!(Math.Abs(x) < 0.5)) return Math.Exp(x) - 1;
        double sum = 0, term = 1;
        for (int n = 1; n <= 24; n++) sum += term *= x / n;
        return sum;
    }

    /// <summary>ln(1 + x), by the series of 2·artanh(x / (2 + x)) where the sum would lose digits.</summary>
    public static double LogOnePlus(double x)
    {
        if (!(Math.Abs(x) < 0.3)) return Math.Log(1 + x);
        double z = x / (2 + x), power = z, sum = 0;
        for (int n = 1; n < 60; n += 2, power *= z * z) sum += power / n;
        return 2 * sum;
    }

    /// <summary>The standard normal distribution function: its power series near 0, the continued fraction of the tail beyond.</summary>
    public static double NormalCdf(double x)
    {
        if (double.IsNaN(x)) return x;
        double a = Math.Abs(x), density = Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI);
        double below = a < 3 ? 0.5 - density * Series(a) : double.IsInfinity(a) ? 0 : density / Tail(a);
        return x > 0 ? 1 - below : below;
    }

    /// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715·x³))).</summary>
    public static double TanhGELU(double x) => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

    /// <summary>a + a³/3 + a⁵/(3·5) + …</summary>
    private static double Series(double a)
    {
        double term = a, sum = a;
        for (int n = 3; term > 1e-18 * sum; n += 2) sum += term *= a * a / n;
        return sum;
    }

    /// <summary>a + 1/(a + 2/(a + 3/(a + …)))</summary>
    private static double Tail(double a)
    {
        double fraction = a;
        for (int n = 400; n > 0; n--) fraction = a + n / fraction;
        return fraction;
    }
}
