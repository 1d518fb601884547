using System.Text;
using System.Text.Json;
using ModelCompiler.Training;

namespace Digits.Report;

/// <summary>
/// The result for programs. Numbers are written with as many digits as it takes to read the same bits back, so that two runs can be
/// compared exactly.
/// </summary>
internal static class JsonResult
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes the file in one piece: a program never finds half of it.</summary>
    public static void Write(string path, RunResult result, Options options)
    {
        var target = Path.GetFullPath(path);
        var unfinished = $"{target}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllBytes(unfinished, ToUtf8(result, options));
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExampleException($"--json: '{path}' cannot be written: {exception.Message}", exception);
        }
    }

    public static string ToText(RunResult result, Options options) => Encoding.UTF8.GetString(ToUtf8(result, options));

    private static byte[] ToUtf8(RunResult result, Options options)
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            WriteRun(json, result, options);
            WriteEpochs(json, result.Epochs);
            json.WriteNumber("testLoss", result.TestLoss);
            json.WriteNumber("testAccuracy", result.TestAccuracy);
            WriteConfusion(json, result.Confusion);
            json.WriteNumber("forwardMicrosecondsPerSample", result.Times.Forward);
            json.WriteNumber("backwardMicrosecondsPerSample", result.Times.Backward);
            json.WriteNumber("trainingSeconds", result.TrainingSeconds);
            json.WriteString("weights", result.Weights);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteRun(Utf8JsonWriter json, RunResult result, Options options)
    {
        json.WriteString("net", result.Net);
        json.WriteNumber("parameters", result.Parameters);
        json.WriteString("data", result.Data);
        json.WriteNumber("trainImages", result.TrainImages);
        json.WriteNumber("testImages", result.TestImages);
        json.WriteString("optimizer", options.Optimizer.ToString().ToLowerInvariant());
        json.WriteNumber("learningRate", options.Rate);
        json.WriteNumber("batch", options.Batch);
        json.WriteNumber("seed", options.Seed);
        json.WriteNumber("threads", options.Threads);
    }

    private static void WriteEpochs(Utf8JsonWriter json, IReadOnlyList<EpochResult> epochs)
    {
        json.WriteStartArray("epochs");
        foreach (var epoch in epochs)
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch.Epoch);
            json.WriteNumber("loss", epoch.Loss);
            json.WriteNumber("accuracy", epoch.Accuracy);
            json.WriteNumber("testLoss", epoch.ValidationLoss);
            json.WriteNumber("testAccuracy", epoch.ValidationAccuracy);
            json.WriteNumber("seconds", epoch.Seconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteConfusion(Utf8JsonWriter json, long[,] confusion)
    {
        json.WriteStartArray("confusion");
        for (var truth = 0; truth < confusion.GetLength(0); truth++)
        {
            json.WriteStartArray();
            for (var answer = 0; answer < confusion.GetLength(1); answer++)
                json.WriteNumberValue(confusion[truth, answer]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
