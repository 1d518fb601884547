using System.Globalization;
using ModelCompiler.Training;

namespace Digits.Report;

/// <summary>One plain line for each epoch, with losses to the last bit, for files and pipes.</summary>
internal sealed class PlainProgress(TextWriter output) : IProgress<FitProgress>
{
    public void Report(FitProgress value)
    {
        if (value.Completed is not { } epoch)
            return;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch}/{value.Epochs}  loss {epoch.Loss:R}  accuracy {epoch.Accuracy:0.00%}  test loss {epoch.ValidationLoss:R}  test accuracy {epoch.ValidationAccuracy:0.00%}  {epoch.Seconds:F1} s"));
    }
}
