using Courses.Gallery;
using Courses.Networks;
using ModelCompiler.Data;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace Courses.Chapters;

/// <summary>What helps where samples are few.</summary>
internal static class RegularizationChapter
{
    private const int Samples = 300;
    private const int Epochs = 40;

    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        Dataset train = lab.Data.Digits.Take(Samples);
        Dataset moved = train.Augment(a => a.Shift(2).Rotate(10).Zoom(0.1).Fill(FillMode.Constant));
        (string Name, Func<History> Run)[] runs =
        [
            ("nothing", () => Run(lab, new Mlp(lab.Seed), train)),
            ("dropout 0.4", () => Run(lab, new MlpDropout(lab.Seed), train)),
            ("L2 0.003", () => Run(lab, new MlpL2(lab.Seed), train)),
            ("batch norm", () => Run(lab, new MlpBatchNorm(lab.Seed), train)),
            ("augmentation", () => Run(lab, new Mlp(lab.Seed), moved)),
        ];
        History[] histories = lab.SideBySide<History>([.. runs.Select(run => run.Run)]);
        yield return new Exhibit(
            "regularization",
            Figure.Combine("Few samples, with help and without", 2,
                Figure.Lines("training accuracy", "epoch", "accuracy",
                    [.. histories.Select((h, i) => new Series(runs[i].Name, [.. h.Epochs.Select(e => e.Accuracy)]))]),
                Figure.Lines("test accuracy", "epoch", "accuracy",
                    [.. histories.Select((h, i) => new Series(runs[i].Name, [.. h.Epochs.Select(e => e.ValidationAccuracy)]))]),
                Figure.Lines("test loss, penalties included", "epoch", "loss", logarithmic: true,
                    [.. histories.Select((h, i) => new Series(runs[i].Name, [.. h.Epochs.Select(e => e.ValidationLoss)]))])),
            $"784-128-64-10 on {Samples} samples. Test accuracy at the end: "
                + $"{string.Join(", ", histories.Select((h, i) => $"{runs[i].Name} {h.Epochs[^1].ValidationAccuracy:P1}"))}.");
        yield return Stopping(lab, train, histories[0]);
        yield return Augmented(train);
    }

    private static History Run<T>(Lab lab, T model, Dataset train) where T : class, ITrainableModel<T>
    {
        model.Threads = 1;
        return lab.Train(model, new Adam(1e-3f), train, lab.Data.DigitTest, Epochs);
    }

    /// <summary>The first run once more, ended by the callback.</summary>
    private static Exhibit Stopping(Lab lab, Dataset train, History whole)
    {
        const int Patience = 5;
        var model = new Mlp(lab.Seed);
        History stopped = lab.Train(
            model, new Adam(1e-3f), train, lab.Data.DigitTest, Epochs, 32,
            new EarlyStopping(patience: Patience, restoreBest: true, monitor: "val_loss"));
        EpochResult best = stopped.Epochs.MinBy(epoch => epoch.ValidationLoss)!;
        double highest = whole.Epochs.Max(epoch => epoch.ValidationLoss);
        int end = stopped.Epochs.Count;
        return new Exhibit(
            "early-stopping",
            Figure.Lines("Early stopping", "epoch", "loss",
                new Series("training", [.. whole.Epochs.Select(e => e.Loss)]),
                new Series("test", [.. whole.Epochs.Select(e => e.ValidationLoss)]),
                new Series("best", [best.Epoch, best.Epoch], [0, highest]) { Dashed = true },
                new Series("stopped", [end, end], [0, highest]) { Dashed = true }),
            $"The run without help: the test loss is least after epoch {best.Epoch}; with a patience of {Patience} the callback ends "
            + $"training after epoch {end} and brings those weights back, "
            + $"which recognise {Lab.Accuracy(model, lab.Data.DigitTest):P1} of the test set; "
            + $"the whole run ends at {whole.Epochs[^1].ValidationAccuracy:P1}.");
    }

    private static Exhibit Augmented(Dataset train)
    {
        Dataset one = train.Select([.. Enumerable.Repeat(7, 24)]);
        using BatchReader reader = one.Augment(a => a.Shift(2).Rotate(10).Zoom(0.1).Fill(FillMode.Constant)).Batches(24, training: true);
        reader.Begin();
        reader.Next();
        var pictures = new List<(float[], string)> { (train.Input(7).ToArray(), "original") };
        for (int i = 0; i < 23; i++)
            pictures.Add((reader.Inputs.Slice(i * 784, 784).ToArray(), ""));
        return new Exhibit("augmentation", Figure.Pictures("One sample, augmented", train.Shape, 8, pictures),
            "What shift, rotation and zoom make of one sample in 23 epochs.");
    }
}
