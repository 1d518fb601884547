using ModelCompiler.Training;
using Xunit;

namespace Company.Network.Tests;

public class ShapeNetTests
{
    [Fact]
    public void A_step_lowers_the_loss()
    {
        var trainer = new Trainer<ShapeNet>(new ShapeNet(seed: 1), new Adam(learningRate: 1e-3f));
        double before = trainer.Evaluate(Bars.Draw(64, seed: 3)).Loss;
        trainer.Fit(Bars.Draw(320, seed: 4));
        Assert.True(trainer.Evaluate(Bars.Draw(64, seed: 3)).Loss < before);
    }

    [Fact]
    public void Probabilities_add_up_to_one() =>
        Assert.Equal(1f, new ShapeNet(seed: 1).Predict(new float[ShapeNet.InputSize]).Sum(), 1e-5f);
}
