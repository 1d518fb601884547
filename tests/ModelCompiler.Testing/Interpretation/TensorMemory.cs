using ModelCompiler.Generators.Comprehensions;

namespace ModelCompiler.Testing.Interpretation;

/// <summary>Every tensor's numbers in double, each tensor in memory of its own.</summary>
internal sealed class TensorMemory(int batch)
{
    private readonly Dictionary<Tensor, double[]> values = [];
    private readonly HashSet<double[]> shared = [];

    public int Batch => batch;

    public void Set(Tensor tensor, double[] numbers) => values[tensor.Root] = numbers;

    public bool Has(Tensor tensor) => tensor.Storage == Storage.Constants || values.ContainsKey(tensor.Root);

    /// <summary>Numbers that were written before; reading others is a mistake of the program.</summary>
    public double[] Of(Tensor tensor)
    {
        if (tensor.Storage == Storage.Constants) return [.. tensor.Root.Values.Select(v => (double)v)];
        return values.TryGetValue(tensor.Root, out double[]? numbers) ? numbers : throw new InvalidOperationException($"{tensor} is read before it is written");
    }

    /// <summary>Numbers that other runs have, too: who writes among them gets a copy.</summary>
    public void Share(Tensor tensor, double[] numbers)
    {
        values[tensor.Root] = numbers;
        shared.Add(numbers);
    }

    /// <summary>Room for a statement's result, filled with NaN so that an element left out is noticed.</summary>
    public double[] Allocate(Tensor tensor)
    {
        if (!values.TryGetValue(tensor.Root, out double[]? numbers))
        {
            numbers = new double[tensor.Root.Count * (tensor.Root.HasBatch ? batch : 1)];
            Array.Fill(numbers, double.NaN);
            values.Add(tensor.Root, numbers);
        }
        else if (shared.Contains(numbers))
        {
            values[tensor.Root] = numbers = [.. numbers];
        }
        return numbers;
    }
}
