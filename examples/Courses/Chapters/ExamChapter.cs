using Architectures.Networks;
using Courses.Gallery;
using ModelCompiler.Data;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace Courses.Chapters;

/// <summary>The five networks of the exam's table: odd digits from even ones.</summary>
internal static class ExamChapter
{
    private const int Samples = 3_000;
    private const int Epochs = 10;

    private static readonly string[] names =
    [
        "784-256-32-1, Xavier", "784-268-150-100-1, He, dropout 0.3", "784-100-40-10-1, He, L2", "784-50-25-1, random, L1",
        "784-75-75-1, Xavier, L1 and L2",
    ];

    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        Dataset train = OddOrEven(lab.Data.Digits.Take(Samples)), test = OddOrEven(lab.Data.DigitTest);
        History[] histories = lab.SideBySide<History>(
            () => Run(lab, new Mlp256x32(lab.Seed), train, test), () => Run(lab, new Mlp268x150x100(lab.Seed), train, test),
            () => Run(lab, new Mlp100x40x10(lab.Seed), train, test), () => Run(lab, new Mlp50x25(lab.Seed), train, test),
            () => Run(lab, new Mlp75x75(lab.Seed), train, test));
        yield return new Exhibit(
            "exam",
            Figure.Combine("The five networks of the exam's table", 1,
                Figure.Lines("test accuracy", "epoch", "accuracy",
                    [.. histories.Select((h, i) => new Series(names[i], [.. h.Epochs.Select(e => e.ValidationAccuracy)]))]),
                Figure.Lines("training loss, penalties included", "epoch", "loss", logarithmic: true,
                    [.. histories.Select((h, i) => new Series(names[i], [.. h.Epochs.Select(e => e.Loss)]))])),
            $"Each says whether a class's number is odd, learnt from {Samples} samples by Adam at 0.001. Test accuracy at the end: "
                + $"{string.Join("; ", histories.Select((h, i) => $"{names[i]}: {h.Epochs[^1].ValidationAccuracy:P1}"))}.");
    }

    private static Dataset OddOrEven(Dataset digits) =>
        Dataset.FromArrays(digits.Inputs.ToArray(), digits.Labels.ToArray().Select(label => label % 2).ToArray(), 784);

    private static History Run<T>(Lab lab, T model, Dataset train, Dataset test) where T : class, ITrainableModel<T>
    {
        model.Threads = 1;
        return lab.Train(model, new Adam(1e-3f), train, test, Epochs);
    }
}
