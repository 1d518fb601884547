namespace ModelCompiler.Reference.Layers;

/// <summary>
/// Values element by element. Along an axis on which a value has one element, that counts for each element of the others; a vector beside maps is a map of one cell.
/// </summary>
public abstract class ReferenceElementwise : ReferenceJoin
{
    /// <inheritdoc/>
    public override double[] Forward(double[] input, int sample)
    {
        int[] starts = Starts();
        return [.. Enumerable.Range(0, OutputSize).Select(i => Value([.. Inputs.Select((shape, k) => input[starts[k] + Element(shape, i)])]))];
    }

    /// <inheritdoc/>
    public override double[] Backward(double[] input, double[] output, double[] outputGradient, int sample)
    {
        var gradient = new double[input.Length];
        int[] starts = Starts();
        for (int i = 0; i < OutputSize; i++)
        {
            int[] places = [.. Inputs.Select((shape, k) => starts[k] + Element(shape, i))];
            double[] slopes = Slopes([.. places.Select(place => input[place])]);
            for (int k = 0; k < places.Length; k++) gradient[places[k]] += outputGradient[i] * slopes[k];
        }

        return gradient;
    }

    /// <summary>One element.</summary>
    protected abstract double Value(double[] elements);

    /// <summary>Its derivative with respect to each value's element.</summary>
    protected abstract double[] Slopes(double[] elements);

    /// <inheritdoc/>
    protected override int[] Shape(int[] input)
    {
        int rank = Inputs.Max(shape => shape.Length);
        return [.. Enumerable.Range(0, rank).Select(axis => Inputs.Max(shape => Full(shape, rank)[axis]))];
    }

    /// <summary>All values' elements that meet at each element of the output.</summary>
    protected IEnumerable<double[]> Meetings(double[] input)
    {
        int[] starts = Starts();
        for (int i = 0; i < OutputSize; i++) yield return [.. Inputs.Select((shape, k) => input[starts[k] + Element(shape, i)])];
    }

    private static int[] Full(int[] shape, int rank) => [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];

    private int[] Starts() => [.. Enumerable.Range(0, Inputs.Count).Select(k => Inputs.Take(k).Sum(ReferenceShape.Count))];

    /// <summary>Which element of a value of this shape stands at output element i.</summary>
    private int Element(int[] shape, int i)
    {
        int[] full = Full(shape, OutputShape.Length);
        int place = 0, stride = 1;
        for (int axis = OutputShape.Length - 1; axis >= 0; axis--)
        {
            if (full[axis] > 1) place += i % OutputShape[axis] * stride;
            stride *= full[axis];
            i /= OutputShape[axis];
        }

        return place;
    }
}

/// <summary>The sum.</summary>
public sealed class ReferenceAdd : ReferenceElementwise
{
    /// <inheritdoc/>
    protected override double Value(double[] elements) => elements.Sum();

    /// <inheritdoc/>
    protected override double[] Slopes(double[] elements) => [.. elements.Select(_ => 1.0)];
}

/// <summary>The first less the second.</summary>
public sealed class ReferenceSubtract : ReferenceElementwise
{
    /// <inheritdoc/>
    protected override double Value(double[] elements) => elements[0] - elements[1];

    /// <inheritdoc/>
    protected override double[] Slopes(double[] elements) => [1, -1];
}

/// <summary>The product.</summary>
public sealed class ReferenceMultiply : ReferenceElementwise
{
    /// <inheritdoc/>
    protected override double Value(double[] elements) => elements.Aggregate(1.0, (a, b) => a * b);

    /// <inheritdoc/>
    protected override double[] Slopes(double[] elements) =>
        [.. elements.Select((_, k) => elements.Where((_, other) => other != k).Aggregate(1.0, (a, b) => a * b))];
}

/// <summary>The mean.</summary>
public sealed class ReferenceAverage : ReferenceElementwise
{
    /// <inheritdoc/>
    protected override double Value(double[] elements) => elements.Average();

    /// <inheritdoc/>
    protected override double[] Slopes(double[] elements) => [.. elements.Select(_ => 1.0 / elements.Length)];
}

/// <summary>The largest, or the least; the first of equal ones gets the gradient.</summary>
public sealed class ReferenceExtreme(bool largest) : ReferenceElementwise
{
    /// <inheritdoc/>
    public override double DistanceToKink(double[] input)
    {
        double scale = Magnitude.Of(input);
        return Meetings(input).Select(elements => elements.Order().ToArray())
            .SelectMany(sorted => sorted.Zip(sorted.Skip(1), (a, b) => b - a)).Where(gap => gap > 0).DefaultIfEmpty(double.PositiveInfinity).Min() / scale;
    }

    /// <inheritdoc/>
    protected override double Value(double[] elements) => elements.Aggregate(largest ? Math.Max : Math.Min); // NaN wins, as it does everywhere.

    /// <inheritdoc/>
    protected override double[] Slopes(double[] elements)
    {
        int first = Array.IndexOf(elements, Value(elements));
        return [.. elements.Select((_, k) => k == first ? 1.0 : 0)];
    }
}
