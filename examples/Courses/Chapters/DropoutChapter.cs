using Courses.Gallery;
using Courses.Networks;
using ModelCompiler.Data;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace Courses.Chapters;

/// <summary>Accuracy against the dropout rate, of training and of test samples.</summary>
internal static class DropoutChapter
{
    private const int Samples = 600;
    private const int Epochs = 25;

    private static readonly double[] rates = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        Dataset train = lab.Data.Digits.Take(Samples);
        (double Train, double Test)[] results = lab.SideBySide<(double, double)>(
            () => Run(lab, new Dropout01(lab.Seed), train), () => Run(lab, new Dropout02(lab.Seed), train),
            () => Run(lab, new Dropout03(lab.Seed), train), () => Run(lab, new Dropout04(lab.Seed), train),
            () => Run(lab, new Dropout05(lab.Seed), train), () => Run(lab, new Dropout06(lab.Seed), train),
            () => Run(lab, new Dropout07(lab.Seed), train), () => Run(lab, new Dropout08(lab.Seed), train),
            () => Run(lab, new Dropout09(lab.Seed), train));
        int best = Array.IndexOf(results, results.MaxBy(result => result.Test));
        yield return new Exhibit(
            "dropout",
            Figure.Sweep("Accuracy against dropout", "dropout rate", "accuracy", rates,
                ("training", [.. results.Select(result => result.Train)]), ("test", [.. results.Select(result => result.Test)])),
            $"784-256-128-10 with ELU, started after Xavier Glorot, trained by Adam at 0.001 on {Samples} samples for {Epochs} epochs. "
            + $"Best on the test set at a rate of {rates[best]}: {results[best].Test:P1}. With little dropout the network knows its "
            + "training samples by heart; with too much it learns too little of either.");
    }

    private static (double, double) Run<T>(Lab lab, T model, Dataset train) where T : class, ITrainableModel<T>
    {
        model.Threads = 1;
        lab.Train(model, new Adam(1e-3f), train, lab.Data.DigitTest.Take(100), Epochs);
        return (Lab.Accuracy(model, train), Lab.Accuracy(model, lab.Data.DigitTest));
    }
}
