namespace ModelCompiler.Dashboard;

/// <summary>
/// A figure over steps in bounded memory. When it is full, neighbours are averaged in pairs and each further point stands for twice as many
/// steps, so that a run of any length has between half of the points and all of them.
/// </summary>
internal sealed class Series(string name, int capacity = Series.DefaultCapacity)
{
    public const int DefaultCapacity = 2048;

    private readonly double[] steps = new double[capacity];
    private readonly double[] values = new double[capacity];
    private double stepSum, valueSum;
    private int waiting, stride = 1;

    public string Name => name;

    /// <summary>Whole points.</summary>
    public int Count { get; private set; }

    /// <summary>Changes when points that were there are others now.</summary>
    public int Generation { get; private set; }

    public ReadOnlySpan<double> Steps => steps.AsSpan(0, Count);

    public ReadOnlySpan<double> Values => values.AsSpan(0, Count);

    /// <summary>Adds a figure; one that is no number is left out.</summary>
    public void Add(double step, double value)
    {
        if (!double.IsFinite(value))
            return;
        stepSum += step;
        valueSum += value;
        if (++waiting < stride)
            return;
        if (Count == capacity)
            Halve();
        // Halving doubles the stride: what waits may be half of a point now.
        if (waiting < stride)
            return;
        steps[Count] = stepSum / waiting;
        values[Count++] = valueSum / waiting;
        (stepSum, valueSum, waiting) = (0, 0, 0);
    }

    private void Halve()
    {
        for (int i = 0; i < capacity / 2; i++)
        {
            steps[i] = (steps[2 * i] + steps[2 * i + 1]) / 2;
            values[i] = (values[2 * i] + values[2 * i + 1]) / 2;
        }

        Count = capacity / 2;
        stride *= 2;
        Generation++;
    }
}
