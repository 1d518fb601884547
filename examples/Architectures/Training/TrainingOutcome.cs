using System.Text.Json;
using System.Text.Json.Serialization;

namespace Architectures.Training;

/// <summary>What came of a training; the losses and shares are of the samples that it was tested on.</summary>
/// <param name="Top1">Share of samples whose right class came first; null where there are no classes.</param>
/// <param name="Top5">Share whose right class was among the first five; null where there are not more than five.</param>
internal sealed record TrainingOutcome(
    string Network, string Data, int Samples, int Steps, double Seconds, double LossBefore, double LossAfter, double? Top1, double? Top5)
{
    /// <summary>Keeps the outcome in a folder, in the place of an earlier one.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(PathOf(folder, Network), JsonSerializer.Serialize(this, OutcomeJson.Default.TrainingOutcome));
    }

    /// <summary>The outcome of a network's last training, or null.</summary>
    public static TrainingOutcome? Load(string folder, string network)
    {
        var path = PathOf(folder, network);
        return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), OutcomeJson.Default.TrainingOutcome) : null;
    }

    private static string PathOf(string folder, string network) => Path.Combine(folder, network + ".json");
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(TrainingOutcome))]
internal sealed partial class OutcomeJson : JsonSerializerContext;
