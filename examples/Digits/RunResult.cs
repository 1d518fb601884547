using ModelCompiler.Training;

namespace Digits;

/// <summary>Time per sample, in microseconds.</summary>
/// <param name="Forward">Prediction of one sample within a batch.</param>
/// <param name="Backward">What a training step takes on top of that: loss, gradients and the optimizer.</param>
internal sealed record SampleTimes(double Forward, double Backward);

/// <summary>A test image that was read as something else.</summary>
internal sealed record Misread(int Index, int Truth, int Answer, float Confidence);

/// <summary>Everything a run found out.</summary>
internal sealed record RunResult
{
    public required string Net { get; init; }

    public required int Parameters { get; init; }

    public required string Data { get; init; }

    public required int TrainImages { get; init; }

    public required int TestImages { get; init; }

    /// <summary>The epochs that were completed, each validated on the test images.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    public required double TestLoss { get; init; }

    public required double TestAccuracy { get; init; }

    /// <summary>Test images by true class and predicted class.</summary>
    public required long[,] Confusion { get; init; }

    public required SampleTimes Times { get; init; }

    /// <summary>The file that the weights were saved to.</summary>
    public required string Weights { get; init; }

    public required double TrainingSeconds { get; init; }
}
