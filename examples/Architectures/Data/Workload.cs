namespace Architectures.Data;

/// <summary>How many samples of which shape are wanted.</summary>
/// <param name="Input">The network's input: height, width and channels, or what it has of them.</param>
/// <param name="Train">Samples to learn from.</param>
/// <param name="Test">Samples to be tested on.</param>
/// <param name="Seed">What drawn samples are drawn from.</param>
/// <param name="Folder">Where real samples lie, or null to draw them.</param>
internal sealed record Request(IReadOnlyList<int> Input, int Train, int Test, int Seed, string? Folder)
{
    public int InputSize => Input.Aggregate(1, (size, extent) => size * extent);
}

/// <summary>A thing to learn.</summary>
/// <param name="Name">In a few words, for people.</param>
/// <param name="Open">Makes or loads the samples.</param>
internal sealed record Workload(string Name, Func<Request, Samples> Open)
{
    public static readonly Workload Digits = new("which digit", DigitData.Classes);
    public static readonly Workload OddDigits = new("odd digits", DigitData.Odd);
    public static readonly Workload NoisyDigits = new("digits under salt and pepper", DigitData.Noisy);
    public static readonly Workload Pictures = new("what is in a picture", PictureData.Classes);
    public static readonly Workload Colours = new("the colours of a grey picture", PictureData.Colours);
    public static readonly Workload Outlines = new("which pixels belong to the figure", PictureData.Masks);
    public static readonly Workload Moves = new("where to capture on a Go board", GoData.Moves);
    public static readonly Workload Words = new("which word", SpeechData.Words);
}
