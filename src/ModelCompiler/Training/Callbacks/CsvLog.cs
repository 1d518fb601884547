using System.Globalization;
using System.Text;

namespace ModelCompiler.Training;

/// <summary>
/// Writes a line for each epoch: its number, all metrics, the learning rate, seconds. Numbers are exact. As Keras's <c>CSVLogger</c>.
/// </summary>
/// <remarks>A resumed fit writes the file anew from its history, so that a line that a killed process began is never left behind.</remarks>
public sealed class CsvLog : ICallback, INeverSteers
{
    private readonly char separator;

    /// <summary>Names the file; it is made, with its folder, when a fit begins.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="separator">Between the columns.</param>
    public CsvLog(string path, char separator = ',')
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (Path, this.separator) = (path, separator);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void FitBegin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } folder)
            Directory.CreateDirectory(folder);
        var text = new StringBuilder();
        foreach (EpochResult epoch in context.History)
            Append(text, epoch);
        File.WriteAllText(Path, text.ToString());
    }

    /// <inheritdoc/>
    public void EpochEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = new StringBuilder();
        Append(text, context.History[^1]);
        File.AppendAllText(Path, text.ToString());
    }

    private void Append(StringBuilder text, EpochResult epoch)
    {
        if (epoch.Epoch == 1)
            AppendLine(text, ["epoch", .. epoch.Metrics.Keys, "learning_rate", "seconds"]);
        AppendLine(text, [Text(epoch.Epoch), .. epoch.Metrics.Values.Select(Text), Text(epoch.LearningRate), Text(epoch.Seconds)]);
    }

    private void AppendLine(StringBuilder text, string[] cells) => text.AppendJoin(separator, cells).Append('\n');

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
