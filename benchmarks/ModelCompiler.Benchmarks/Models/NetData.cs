namespace ModelCompiler.Benchmarks.Models;

/// <summary>A batch of seeded noise and labels: the arithmetic does not depend on what is in a picture.</summary>
internal sealed class NetData
{
    public NetData(Net net, int batch)
    {
        var random = new Random(1);
        Inputs = new float[batch * net.InputSize];
        foreach (ref var value in Inputs.AsSpan()) value = random.NextSingle() - 0.5f;
        Labels = new int[batch];
        foreach (ref var label in Labels.AsSpan()) label = random.Next(net.OutputSize);
        Outputs = new float[batch * net.OutputSize];
    }

    public float[] Inputs { get; }

    public int[] Labels { get; }

    public float[] Outputs { get; }
}
