using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>
/// Every file of some small models, checked in so that people review what the compiler writes.
/// After a change that is meant: <c>MODELCOMPILER_ACCEPT=1 dotnet test --filter GoldenTests</c>, then read the difference.
/// </summary>
public class GoldenTests
{
    [Theory]
    [InlineData("TinyMlp",
        """
        [Model]
        [Input(4)]
        [Dense(3, Activation = Activation.Tanh)]
        [Dense(2, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossEntropy)]
        public sealed partial class TinyMlp;
        """)]
    [InlineData("TinyCnn",
        """
        [Model]
        [Input(6, 6, 1)]
        [Conv2D(4, 3, Activation = Activation.ReLU)]
        [MaxPooling2D(2)]
        [Flatten]
        [Dense(2, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossEntropy)]
        public sealed partial class TinyCnn;
        """)]
    [InlineData("PaddedStrides",
        """
        [Model]
        [Input(5, 5, 2)]
        [Conv2D(4, 3, Strides = 2, Padding = Padding.Same)]
        [AveragePooling2D(2, Strides = 1)]
        [GlobalAveragePooling2D]
        [Dense(1, Activation = Activation.Sigmoid)]
        [Loss(Loss.BinaryCrossEntropy)]
        public sealed partial class PaddedStrides;
        """)]
    public void Emitted_files_are_those_that_were_reviewed(string model, string declaration) => Verify(model, declaration, _ => true);

    /// <summary>For one instruction set: what these show is the same for all.</summary>
    [Theory]
    [InlineData("WinogradBand", // All kernels of the convolution as one.
        """
        [Model]
        [Input(13, 13, 32)]
        [Conv2D(64, 3, Activation = Activation.ReLU)]
        public sealed partial class WinogradBand;
        """)]
    [InlineData("NarrowWeights", // Kept in bytes, with a scale for each column.
        """
        [Model(Precision = Precision.Int8)]
        [Input(128)]
        [Dense(64, Activation = Activation.ReLU)]
        public sealed partial class NarrowWeights;
        """)]
    [InlineData("QuantizedActivations", // Products of bytes, between a map that stores them and single precision.
        """
        [Model(Precision = Precision.Int8Activations)]
        [Input(64)]
        [Dense(256, Activation = Activation.ReLU)]
        [Dense(64)]
        public sealed partial class QuantizedActivations;
        """)]
    [InlineData("PooledBand", // Rows of a convolution are pooled while they are close.
        """
        [Model]
        [Input(28, 28, 1)]
        [Conv2D(32, 3, Activation = Activation.ReLU)]
        [MaxPooling2D(2)]
        public sealed partial class PooledBand;
        """)]
    [InlineData("OneSample", // One sample sums a split matrix in another way than many.
        """
        [Model]
        [Input(16000)]
        [Dense(100)]
        public sealed partial class OneSample;
        """)]
    [InlineData("TurnedGradient", // Filters that fill no vector: their gradient is summed along the channels of the input, which do.
        """
        [Model]
        [Input(8, 8, 16)]
        [Conv2D(20, 5, Padding = Padding.Same)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class TurnedGradient;
        """)]
    [InlineData("PartsOfMaps", // A kernel's gradient is added up in memory, a few rows of a map at a time, with all tiles of a thread inside.
        """
        [Model]
        [Input(14, 14, 160)]
        [Conv2D(32, 1)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class PartsOfMaps;
        """)]
    [InlineData("GradientOfSamples", // A first layer's kernel gradient: for each sample apart, and then added up.
        """
        [Model]
        [Input(14, 14, 1)]
        [Conv2D(16, 3)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class GradientOfSamples;
        """)]
    [InlineData("GatheredSums", // The gradient of a dense layer's input adds up along lanes, and gathers four sums at a time.
        """
        [Model]
        [Input(9)]
        [Dense(12, Activation = Activation.ReLU)]
        [Dense(20)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class GatheredSums;
        """)]
    [InlineData("FarWeights", // Rows of cells pass over blocks of weights that come from beyond the caches.
        """
        [Model]
        [Input(7, 7, 512)]
        [Conv2D(256, 1)]
        public sealed partial class FarWeights;
        """)]
    public void Emitted_files_for_AVX_512_are_those_that_were_reviewed(string model, string declaration) => Verify(model, declaration, _ => true, ("ModelCompilerTargets", "avx512"));

    /// <summary>Which kernels run for which output and loss; the kernels themselves are those of any dense layer.</summary>
    [Fact]
    public void The_program_of_two_heads_is_the_one_that_was_reviewed() => Verify(
        "TwoHeads",
        """
        [Model]
        [Input(4)]
        [Dense(3, Activation = Activation.Tanh, Name = "body")]
        [Dense(2, Activation = Activation.Softmax, Name = "head")]
        [Dense(2, Activation = Activation.Softmax, From = "body")]
        [Output("head")]
        [Loss(Loss.CategoricalCrossEntropy)]
        [Loss(Loss.CategoricalCrossEntropy, Output = "head", Weight = 0.3)]
        public sealed partial class TwoHeads;
        """,
        file => !file.Contains(".Kernels."), ("ModelCompilerTargets", "avx512"));

    private static void Verify(string model, string declaration, Func<string, bool> reviewed, params (string Name, string Value)[] properties)
    {
        GeneratedSourceResult[] files = [.. GeneratorRun.Of($"using ModelCompiler;\n\nnamespace Golden;\n\n{declaration}", properties).Files.Where(f => reviewed(f.HintName))];
        var failures = new List<Exception>();
        foreach (var file in files)
        {
            string name = file.HintName["Golden.".Length..^".g.cs".Length];
            var failure = Record.Exception(() => Snapshot.Verify(file.SourceText.ToString(), Path.Combine("Golden", name), "cs"));
            if (failure is not null) failures.Add(failure);
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures.Select(f => f.Message)));
        string[] verified = [.. Directory.GetFiles(Repository.PathOf("tests", "ModelCompiler.Generators.Tests", "Emit", "Golden"), $"{model}.*.verified.cs").Select(f => Path.GetFileName(f)!).Order()];
        Assert.Equal(files.Select(f => f.HintName.Replace("Golden.", "").Replace(".g.cs", ".verified.cs")).Order(), verified);
    }
}
