using Courses.Gallery;
using Courses.Networks;
using ModelCompiler.Data;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace Courses.Chapters;

/// <summary>Depth with shortcuts and without.</summary>
internal static class ResidualChapter
{
    private const int Samples = 1_000;
    private const int Epochs = 8;

    private static readonly string[] names = ["plain 18", "plain 34", "residual 18", "residual 34"];

    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        Dataset train = lab.Data.Pictures.Take(Samples).Augment(a => a.Flip().Crop(32, 32, pad: 2).Fill(FillMode.Reflect)),
            test = lab.Data.PictureTest;
        History[] histories = lab.SideBySide<History>(
            () => Run(lab, new Plain18(lab.Seed), train, test), () => Run(lab, new Plain34(lab.Seed), train, test),
            () => Run(lab, new Residual18(lab.Seed), train, test), () => Run(lab, new Residual34(lab.Seed), train, test));
        yield return new Exhibit(
            "residual",
            Figure.Combine("18 and 34 layers, plain and residual", 2,
                Lines("training loss", "loss", histories, epoch => epoch.Loss),
                Lines("test accuracy", "accuracy", histories, epoch => epoch.ValidationAccuracy)),
            $"ResNet's arrangement at an eighth of its width, on {Samples} pictures of 32×32 with flip and crop for {Epochs} "
            + "epochs. Loss at the end: "
            + string.Join(", ", histories.Select((h, i) => $"{names[i]} {h.Epochs[^1].Loss:0.00}"))
            + ". Without shortcuts more layers are harder to train; with them depth does no harm.");
    }

    private static Figure Lines(string title, string label, History[] histories, Func<EpochResult, double> value) => Figure.Lines(
        title, "epoch", label,
        [.. histories.Select((h, i) => new Series(names[i], [.. h.Epochs.Select(value)]) { Colour = i % 2, Dashed = i < 2 })]);

    private static History Run<T>(Lab lab, T model, Dataset train, Dataset test) where T : class, ITrainableModel<T>
    {
        model.Threads = 1;
        return lab.Train(model, new Adam(2e-3f), train, test, Epochs);
    }
}
