using Courses.Gallery;
using Courses.Networks;
using ModelCompiler.Data;
using ModelCompiler.Plots;
using ModelCompiler.Training;

namespace Courses.Chapters;

/// <summary>A look into a convolutional network that was trained.</summary>
internal static class FirstLayerChapter
{
    private const int Samples = 3_000;
    private const int Epochs = 6;

    public static IEnumerable<Exhibit> Make(Lab lab)
    {
        Dataset train = lab.Data.Digits.Take(Samples), test = lab.Data.DigitTest;
        var model = new DigitCnn(lab.Seed);
        var trainer = new Trainer<DigitCnn>(model, new Adam(1e-3f), new TrainerOptions { Seed = lab.Seed });
        History history = trainer.Fit(train, new FitOptions { Epochs = Epochs, BatchSize = 32, Validation = test });
        Metrics metrics = trainer.Evaluate(test);
        yield return new Exhibit("cnn-training", Figure.TrainingCurves(history, "A convolutional network learns"),
            $"Trained on {Samples} samples by Adam; {metrics} on the test set.");
        yield return new Exhibit(
            "first-layer", Figure.Filters(model.Parameters["conv2d_1.kernel"], "The sixteen filters of the first layer"),
            "Grey is zero, white positive, black negative.");
        float[] sample = test.Input(3).ToArray(), first = new float[24 * 24 * 16], second = new float[10 * 10 * 32];
        model.Predict(sample, [], new DigitCnn.Outputs { Conv2d1 = first, Conv2d2 = second });
        yield return new Exhibit("sample", Figure.Pictures("A sample", test.Shape, 1, (sample, $"class {test.Labels[3]}")),
            "What the two layers below look at.");
        yield return new Exhibit(
            "activations-1", Figure.Maps(first, 24, 24, 16, "What the first layer makes of it"), "One map for each filter.");
        yield return new Exhibit(
            "activations-2", Figure.Maps(second, 10, 10, 32, "What the second layer makes of it"), "One map for each filter.");
        yield return new Exhibit("activations-spread", Figure.Distributions("Activations, layer by layer", ("conv2d_1", first),
            ("conv2d_2", second), ("softmax", model.Predict(sample))), "How the numbers of this sample are spread.");
        yield return new Exhibit("gradients", Figure.Gradients(trainer.Gradients, "Gradients of the last step, layer by layer"),
            "How the gradients of each kernel are spread.");
        yield return new Exhibit(
            "confusion", Figure.ConfusionMatrix(metrics.ConfusionMatrix!), "Blue: recognised; red: taken for another class.");
        yield return new Exhibit(
            "misread", Figure.Misread(test, model.Predict(test.Inputs)), "The mistakes that the network was surest of.");
    }
}
