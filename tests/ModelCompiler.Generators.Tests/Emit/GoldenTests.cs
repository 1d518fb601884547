namespace ModelCompiler.Generators.Tests.Emit;

/// <summary>
/// Every file of three small models, checked in so that people review what the compiler writes.
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
    public void Emitted_files_are_those_that_were_reviewed(string model, string declaration)
    {
        var files = GeneratorRun.Of($"using ModelCompiler;\n\nnamespace Golden;\n\n{declaration}").Files;
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
