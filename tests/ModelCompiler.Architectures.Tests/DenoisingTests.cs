using Architectures;
using Architectures.Data;
using Architectures.Networks;
using ModelCompiler.Data;
using ModelCompiler.Training;

namespace ModelCompiler.Architectures.Tests;

/// <summary>Salt and pepper on a fifth of a digit's pixels: the autoencoder has to remove more of it than the median filter does.</summary>
public class DenoisingTests
{
    [Fact]
    public void TheAutoencoderRemovesMoreThanTheMedian()
    {
        var samples = Workload.NoisyDigits.Open(new Request([28, 28, 1], Train: 2000, Test: 200, Seed: 1, Folder: null));
        double noise = Error(samples.Test, samples.Test.Inputs);
        double median = Error(samples.Test, new MedianDenoiser().Predict(samples.Test.Inputs));
        var network = (Network<Denoiser>)Catalog.Find("denoiser");
        var denoiser = network.Create(1);

        new Trainer<Denoiser>(denoiser, new Adam(network.LearningRate)).Fit(samples.Train, new FitOptions { Epochs = 4 });

        double learnt = Error(samples.Test, denoiser.Predict(samples.Test.Inputs));
        Assert.True(median < 0.5 * noise, $"The median filter leaves {median} of {noise}.");
        Assert.True(learnt < 0.8 * median, $"The autoencoder leaves {learnt}, the median filter {median}.");
    }

    /// <summary>Mean squared difference from the clean pictures.</summary>
    private static double Error(Dataset pictures, ReadOnlySpan<float> restored)
    {
        double sum = 0;
        for (int i = 0; i < restored.Length; i++) sum += Math.Pow(restored[i] - pictures.Targets[i], 2);
        return sum / restored.Length;
    }
}
