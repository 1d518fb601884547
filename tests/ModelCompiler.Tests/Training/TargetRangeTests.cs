using ModelCompiler.Data;
using ModelCompiler.Training;
using ModelCompiler.Training.Child;

namespace ModelCompiler.Tests.Training;

/// <summary>Each loss and the targets that it is not defined for: refused by a fit, a step and an evaluation alike, with what to do.</summary>
public class TargetRangeTests
{
    private static readonly float[] wrongForAll = [float.PositiveInfinity, float.NegativeInfinity, float.NaN];

    [Fact]
    public void Focal_cross_entropy_compares_probabilities()
    {
        Refuses(() => new FocalNet(), 1, "Loss.BinaryFocalCrossEntropy compares probabilities, from 0 to 1", 3, -1, 1.5f);
        Takes(() => new FocalNet(), 1, 0, 1, 0.5f);
        Refuses(() => new FocalAnswersNet(), 5, "from 0 to 1", 2, -0.1f);
    }

    [Fact]
    public void Labels_of_a_focal_cross_entropy_are_those_of_a_binary_one()
    {
        var labels = new Dataset(new float[8], new[] { 0, 2 }, 4);
        Assert.Contains("5 sigmoids answer 5 questions independently", Assert.Throws<TargetKindException>(() => new Trainer<FocalAnswersNet>(new FocalAnswersNet(), new Sgd()).Fit(labels)).Message,
            StringComparison.Ordinal);
        Assert.Throws<LabelOutOfRangeException>(() => new Trainer<FocalNet>(new FocalNet(), new Sgd()).Fit(labels));
        var trainer = new Trainer<FocalNet>(new FocalNet(), new Sgd());
        Assert.InRange(trainer.Fit(new Dataset(new float[8], new[] { 0, 1 }, 4)).Epochs[0].Metrics["accuracy"], 0, 1);
    }

    [Fact]
    public void Hinge_learns_signs()
    {
        Refuses(() => new SignsNet(), 2, "Loss.Hinge learns signs, -1 or 1. Of targets that are 0 or 1 pass 2 * t - 1", 0, 2, 0.5f);
        Takes(() => new SignsNet(), 2, -1, 1);
    }

    [Fact]
    public void Dice_compares_areas_and_divergence_distributions()
    {
        Refuses(() => new AreaNet(), 3, "Loss.Dice compares areas, from 0 to 1", -1, 255);
        Takes(() => new AreaNet(), 3, 0, 1, 0.25f);
        Refuses(() => new DistributionNet(), 3, "Loss.KLDivergence compares probabilities", -0.5f, 7);
        Takes(() => new DistributionNet(), 3, 0, 1, 0.25f);
    }

    [Fact]
    public void Other_losses_take_each_finite_number()
    {
        Refuses(() => new NumbersNet(), 2, "a loss needs", []);
        Takes(() => new NumbersNet(), 2, -1e30f, 1e30f, 0);
        Refuses(() => new ClassesNet(), 3, "a loss needs", []);
    }

    private static void Refuses<T>(Func<T> make, int outputs, string expected, params float[] targets) where T : class, ITrainableModel<T>
    {
        foreach (float target in targets.Concat(wrongForAll))
        {
            float[] all = [.. Enumerable.Repeat(1f, 2 * outputs)];
            all[^1] = target;
            Action<Trainer<T>>[] ways = [t => t.Fit(new Dataset(new float[8], all, 4, outputs)), t => t.Step(new float[8], all), t => t.Evaluate(new Dataset(new float[8], all, 4, outputs))];
            foreach (Action<Trainer<T>> way in ways)
            {
                var refused = Assert.Throws<TargetOutOfRangeException>(() => way(new Trainer<T>(make(), new Sgd())));
                Assert.Equal((1, outputs - 1, target), (refused.Sample, refused.Output, refused.Target));
                Assert.Contains(float.IsFinite(target) ? expected : "a loss needs a", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    private static void Takes<T>(Func<T> make, int outputs, params float[] targets) where T : class, ITrainableModel<T>
    {
        foreach (float target in targets) Assert.False(float.IsNaN(new Trainer<T>(make(), new Sgd(1e-9)).Step(new float[4], [.. Enumerable.Repeat(target, outputs)])));
    }
}
