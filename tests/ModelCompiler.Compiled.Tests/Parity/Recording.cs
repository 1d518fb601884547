using System.Text.Json;
using ModelCompiler.Testing;

namespace ModelCompiler.Compiled.Tests.Parity;

/// <summary>One file of <c>tests/parity</c>; <c>record.py</c> there says what the numbers are.</summary>
internal sealed record Recording(
    string Model, int Batch, uint InputStream, uint LabelStream, int Classes,
    RecordedParameter[] Parameters, double[] Outputs, RecordedGradient[] Gradients, double[] Losses)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Recording Load(string model) =>
        JsonSerializer.Deserialize<Recording>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "parity", model + ".json")), Options)!;

    /// <summary>The batch.</summary>
    public float[] Inputs() => DrawnValues.Unit(InputStream, Batch * 784);

    /// <summary>The batch's class labels.</summary>
    public int[] Labels() => DrawnValues.Classes(LabelStream, Batch, Classes);

    /// <summary>The labels as one row of zeros and a one for each sample.</summary>
    public float[] Targets()
    {
        var targets = new float[Batch * Classes];
        int[] labels = Labels();
        for (int n = 0; n < Batch; n++) targets[n * Classes + labels[n]] = 1;
        return targets;
    }
}

/// <summary>How a tensor's start is drawn.</summary>
internal sealed record RecordedParameter(string Name, int[] Shape, uint Stream, float Bound);

/// <summary>A gradient: whole (<paramref name="Indices"/> is null), or by its sum, norm, largest magnitude and some entries.</summary>
internal sealed record RecordedGradient(string Name, double[] Values, int[]? Indices, double Sum, double Norm, double Largest);
