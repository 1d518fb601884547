using System.Globalization;
using ModelCompiler.Training;

namespace Digits.Report;

/// <summary>One plain line for each epoch, for files and pipes.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="exact">Whether losses have all their digits, as where runs of several processes are compared;
/// otherwise four decimals.</param>
internal sealed class PlainProgress(TextWriter output, bool exact = false) : IProgress<FitProgress>
{
    private readonly string format = exact ? "R" : "F4";

    public void Report(FitProgress value)
    {
        if (value.Completed is not { } epoch)
            return;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch}/{value.Epochs}  loss {Loss(epoch.Loss)}  accuracy {epoch.Accuracy:0.00%}  test loss "
                + $"{Loss(epoch.ValidationLoss)}  test accuracy {epoch.ValidationAccuracy:0.00%}  {epoch.Seconds:F1} s"));
    }

    private string Loss(double loss) => loss.ToString(format, CultureInfo.InvariantCulture);
}
