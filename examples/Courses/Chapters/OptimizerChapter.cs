using Courses.Gallery;
using Courses.Networks;
using ModelCompiler.Data;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace Courses.Chapters;

/// <summary>Optimizers and batch sizes on one network.</summary>
internal static class OptimizerChapter
{
    private const int Samples = 2_000;
    private const int Epochs = 12;

    private static readonly (string Name, Func<Optimizer> Make)[] optimizers =
    [
        ("SGD 0.01", () => new Sgd(0.01)),
        ("momentum 0.9", () => new Sgd(0.01, 0.9)),
        ("Nesterov 0.9", () => new Sgd(0.01, 0.9, nesterov: true)),
        ("Adagrad 0.01", () => new Adagrad(0.01)),
        ("Adadelta 1", () => new Adadelta(1.0)),
        ("RMSprop 0.001", () => new RmsProp(1e-3)),
        ("Adam 0.001", () => new Adam(1e-3)),
        ("AdamW 0.001", () => new AdamW(1e-3)),
        ("RAdam 0.001", () => new RAdam(1e-3)),
        ("NAdam 0.001", () => new NAdam(1e-3)),
        ("Lookahead(Adam)", () => new Lookahead(new Adam(1e-3))),
    ];

    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        Dataset train = lab.Data.Digits.Take(Samples);
        History[] histories = lab.SideBySide<History>(
            [.. optimizers.Select(optimizer => (Func<History>)(() => Run(lab, optimizer.Make(), train, 32, Epochs)))]);
        yield return Compared(
            "optimizers", "Optimizers on one network", [.. optimizers.Select(optimizer => optimizer.Name)], histories,
            $"784-128-64-10 with ReLU on {Samples} samples in batches of 32, from the same weights.");
        foreach (Exhibit exhibit in BatchSizes(lab, train))
            yield return exhibit;
    }

    private static IEnumerable<Exhibit> BatchSizes(Lab lab, Dataset train)
    {
        int[] sizes = [1, 32, 256, train.Count];
        History[] histories = [.. sizes.Select(size => Run(lab, new Sgd(0.02f), train, size, Epochs))];
        string[] names = [.. sizes.Select(size => size == train.Count ? "whole set" : $"batch of {size}")];
        yield return Compared(
            "batch-sizes", "Batch sizes", names, histories,
            "The same network with SGD at 0.02. One sample at a time makes the most steps of an epoch and a noisy way; "
                + "the whole set makes one step, the smoothest and the slowest.");
        yield return new Exhibit(
            "batch-times",
            Figure.Lines("Batch sizes over time", "seconds of training", "training loss", logarithmic: true,
                [.. histories.Select((history, i) => new Series(
                    names[i], [.. history.Epochs.Select((_, e) => history.Epochs.Take(e + 1).Sum(epoch => epoch.Seconds))],
                    [.. history.Epochs.Select(epoch => epoch.Loss)])
                    {
                        Marks = true,
                    })]),
            "The same runs over the clock: larger batches use the processor better, which makes up for their fewer steps only in part.");
    }

    private static Exhibit Compared(string file, string title, string[] names, History[] histories, string text)
    {
        Figure loss = Figure.Lines("training loss", "epoch", "loss", logarithmic: true,
            [.. histories.Select((h, i) => new Series(names[i], [.. h.Epochs.Select(e => e.Loss)]))]);
        Figure test = Figure.Lines("test accuracy", "epoch", "accuracy",
            [.. histories.Select((h, i) => new Series(names[i], [.. h.Epochs.Select(e => e.ValidationAccuracy)]))]);
        string results = string.Join(", ", histories.Select((h, i) => $"{names[i]} {h.Epochs[^1].ValidationAccuracy:P1}"));
        return new Exhibit(file, Figure.Combine(title, 2, loss, test), $"{text} Test accuracy at the end: {results}.");
    }

    private static History Run(Lab lab, Optimizer optimizer, Dataset train, int batch, int epochs)
    {
        var model = new Mlp(lab.Seed) { Threads = 1 };
        return lab.Train(model, optimizer, train, lab.Data.DigitTest, epochs, batch);
    }
}
