using ModelCompiler.Data;
using ModelCompiler.Training;
using Company.Network;

Dataset train = Bars.Draw(2000, seed: 1), test = Bars.Draw(500, seed: 2);
Console.WriteLine(ShapeNet.Summary);

var model = new ShapeNet(seed: 1);
var trainer = new Trainer<ShapeNet>(model, new Adam(learningRate: 1e-3f));
for (int epoch = 1; epoch <= 3; epoch++)
{
    trainer.Fit(train, new FitOptions { BatchSize = 32 });
    Metrics metrics = trainer.Evaluate(test);
    Console.WriteLine($"epoch {epoch}: loss {metrics.Loss:F3}, {metrics.Accuracy:P1} of {metrics.Count} unseen pictures are right");
}

model.Save("shapes.safetensors");
Console.WriteLine("Trained. The weights are in shapes.safetensors.");
