using System.Text.Json;

namespace ModelCompiler.Architectures.Tests.Parity;

/// <summary>One file of <c>tests/parity/architectures</c>; <c>architectures.py</c> there says what the numbers are.</summary>
/// <param name="Targets">How they are drawn.</param>
/// <param name="Loss">Of the training step.</param>
/// <param name="Outputs">Of a prediction: all, or a fingerprint of them.</param>
/// <param name="Gradients">Rows of a shape such as <c>3x3x64x128</c>, the gradient's fingerprint, and how far it moves when layers round.</param>
internal sealed record Recording(string Network, string Targets, double Loss, double[] Outputs, JsonElement[][] Gradients)
{
    public const int Batch = 2;
    public const int Whole = 64;
    public const uint InputStream = 20001, TargetStream = 20002, ProjectionStream = 30001, StatisticsStream = 10001;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "parity");

    public static IEnumerable<string> Networks => Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order();

    /// <param name="folder">Beside or in the folder of recordings: empty for the one itself.</param>
    public static Recording Load(string network, string folder = "") =>
        JsonSerializer.Deserialize<Recording>(File.ReadAllText(Path.Combine(Folder, folder, network + ".json")), Options)!;
}
