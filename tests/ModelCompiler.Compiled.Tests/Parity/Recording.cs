using System.Text.Json;

namespace ModelCompiler.Compiled.Tests.Parity;

/// <summary>One file of <c>tests/parity</c>; <c>record.py</c> there says what the numbers are.</summary>
internal sealed record Recording(
    string Model, int Batch, uint InputStream, uint LabelStream, int Classes,
    RecordedParameter[] Parameters, double[] Outputs, RecordedGradient[] Gradients, double[] Losses)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Recording Load(string model) =>
        JsonSerializer.Deserialize<Recording>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "parity", model + ".json")), Options)!;
}

/// <summary>How a tensor's start is drawn.</summary>
internal sealed record RecordedParameter(string Name, int[] Shape, uint Stream, float Bound);

/// <summary>A gradient: whole (<paramref name="Indices"/> is null), or by its sum, norm, largest magnitude and some entries.</summary>
internal sealed record RecordedGradient(string Name, double[] Values, int[]? Indices, double Sum, double Norm, double Largest);
