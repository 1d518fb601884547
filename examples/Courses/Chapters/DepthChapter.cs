using Courses.Gallery;
using Courses.Networks;
using ModelCompiler.Data;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace Courses.Chapters;

/// <summary>Gradients through ten layers, and layers that need no depth.</summary>
internal static class DepthChapter
{
    private const int Samples = 1_500;
    private const int Epochs = 10;

    private static readonly string[] names = ["sigmoid", "tanh", "ReLU", "leaky ReLU"];

    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        Dataset train = lab.Data.Digits.Take(Samples);
        Result[] results = lab.SideBySide<Result>(
            () => Run(lab, new DeepSigmoid(lab.Seed), train), () => Run(lab, new DeepTanh(lab.Seed), train),
            () => Run(lab, new DeepRelu(lab.Seed), train), () => Run(lab, new DeepLeaky(lab.Seed), train));
        yield return new Exhibit(
            "deep-gradients",
            Figure.Combine("Gradients by layer of a deep network", 2,
                Figure.ByLayer("before training", "root mean square of the gradient", [.. results.Select((r, i) => (names[i], r.Before))]),
                Figure.ByLayer("after training", "root mean square of the gradient", [.. results.Select((r, i) => (names[i], r.After))])),
            $"Ten hidden layers of 64. With sigmoids the first layer's gradient is {results[0].Before[0] / results[0].Before[^1]:E0} of "
                + "the last one's before training: it vanishes on its way back, since each layer multiplies it by a slope of at most a "
                + $"quarter. With ReLU it is {results[2].Before[0] / results[2].Before[^1]:G2}.");
        yield return new Exhibit(
            "deep-accuracy",
            Figure.Lines("Test accuracy of the deep networks", "epoch", "accuracy",
                [.. results.Select((r, i) => new Series(names[i], [.. r.History.Epochs.Select(e => e.ValidationAccuracy)]))]),
            "What becomes of it: " + string.Join(", ", results.Select((r, i) => $"{names[i]} {r.History.Epochs[^1].ValidationAccuracy:P1}"))
                + ".");
        foreach (Exhibit exhibit in Dying(lab, train))
            yield return exhibit;
    }

    /// <summary>A rate that is too large pushes ReLUs to where they give zero for every sample and have no gradient.</summary>
    private static IEnumerable<Exhibit> Dying(Lab lab, Dataset train)
    {
        double[] rates = [0.01, 0.1, 0.3, 1];
        IReadOnlyList<double>[] dead = lab.SideBySide<IReadOnlyList<double>>(
            [.. rates.Select(rate => (Func<IReadOnlyList<double>>)(() => Dead(lab, new DeepRelu(lab.Seed), train, rate))),
                () => Dead(lab, new DeepLeaky(lab.Seed), train, rates[^1])]);
        string[] lines = [.. rates.Select(rate => $"ReLU, SGD at {rate}"), $"leaky ReLU, SGD at {rates[^1]}"];
        yield return new Exhibit(
            "dying",
            Figure.Lines("Units without a gradient", "hidden layer, from the input", "share of units",
                [.. dead.Select((share, i) => new Series(lines[i], share) { Marks = true })]),
            "After two epochs, the units of each layer whose weights get no gradient from any of 256 samples. A ReLU that is below zero "
                + $"for all samples stays there: at a rate of {rates[^1]} that are {dead[^2].Average():P0} of all units, at {rates[0]} "
                + $"{dead[0].Average():P0}. A leaky one keeps a slope of a tenth and cannot die.");
    }

    /// <summary>For each hidden layer, the share of columns of its kernel's gradient that are zero.</summary>
    private static double[] Dead<T>(Lab lab, T model, Dataset train, double rate) where T : class, ITrainableModel<T>
    {
        model.Threads = 1;
        lab.Train(model, new Sgd(rate), train, lab.Data.DigitTest.Take(100), 2);
        var trainer = new Trainer<T>(model, new Sgd(1e-30));
        Dataset some = train.Take(256);
        trainer.Step(some.Inputs, some.Labels);
        return
        [
            .. trainer.Gradients.Where(tensor => tensor.Name.EndsWith(".kernel", StringComparison.Ordinal)).SkipLast(1).Select(ZeroColumns),
        ];
    }

    private static double ZeroColumns(ParameterTensor gradient)
    {
        int outputs = gradient.Shape[1];
        float[] numbers = gradient.Span.ToArray();
        return (double)Enumerable.Range(0, outputs)
            .Count(unit => Enumerable.Range(0, gradient.Shape[0]).All(input => numbers[input * outputs + unit] == 0)) / outputs;
    }

    private static Result Run<T>(Lab lab, T model, Dataset train) where T : class, ITrainableModel<T>
    {
        model.Threads = 1;
        IReadOnlyList<double> before = Gradients(model, train);
        History history = lab.Train(model, new Adam(1e-3f), train, lab.Data.DigitTest, Epochs);
        return new Result(before, Gradients(model, train), history);
    }

    /// <summary>Gradients on 256 samples, by a step of a rate so small that it changes nothing.</summary>
    private static IReadOnlyList<double> Gradients<T>(T model, Dataset train) where T : class, ITrainableModel<T>
    {
        var trainer = new Trainer<T>(model, new Sgd(1e-30f));
        Dataset some = train.Take(256);
        trainer.Step(some.Inputs, some.Labels);
        return Figure.KernelSizes(trainer.Gradients);
    }

    private sealed record Result(IReadOnlyList<double> Before, IReadOnlyList<double> After, History History);
}
