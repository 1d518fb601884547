using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace ModelCompiler.Generators.Tests.Diagnostics;

/// <summary>Sentences with the numbers 0 and 1 in them: in the singular, and with advice that can be followed.</summary>
public partial class NumberWordingTests
{
    [Theory]
    [InlineData("[Input(1, 1, 3)] [MaxPooling2D]", "MC0101", "window 2×2 does not fit the 1×1×3 input; use a larger input, or remove this layer, which would have nothing to do")]
    [InlineData("[Input(2, 2, 3)] [MaxPooling2D] [AveragePooling2D]", "MC0101",
        "window 2×2 does not fit the 1×1×3 output of 'max_pooling2d_1'; use less pooling or smaller strides before it, or remove this layer, which would have nothing to do")]
    [InlineData(
        "[Input(2, 2, 3)] [MaxPooling2D] [Conv2D(4, 3)]", "MC0101", "kernel 3×3 does not fit the 1×1×3 output of 'max_pooling2d_1'; use less pooling or smaller strides before it, or a kernel of 1")]
    [InlineData("[Input(1, 3)] [Conv1D(4, 3)]", "MC0101", "kernel 3 does not fit the 1×3 input; use a larger input, or a kernel of 1")]
    [InlineData("[Input(1, 9, 3)] [Conv2D(4, 3)]", "MC0101", "use a kernel of at most 1×3, Padding.Same, or Pad = 1")]
    [InlineData("[Input(1, 1, 1)] [Dense(4)]", "MC0102", "insert [Flatten] before it, which gives 1 element")]
    [InlineData("[Input(5, 5, 3)] [MaxPooling2D]", "MC0107", "stride 2 leaves the last of 5 rows and the last of 5 columns of the 5×5×3 input unread")]
    [InlineData("[Input(5, 5, 3)] [MaxPooling2D(1, Pad = 1)]", "MC0110", "Pad = 1 is not smaller than the window of 1, so some windows would see nothing but padding; remove it")]
    [InlineData("[Input(5, 5, 1)] [Conv2D(1, 3, Groups = 2)]", "MC0112", "Groups = 2 must divide both the 1 channel of the 5×5×1 input and the 1 filter; use 1")]
    [InlineData("[Input(1, 4, 1)] [Cropping2D(1)]", "MC0113", "cropping 1 + 1 of the 1 row of the 1×4×1 input leaves nothing; there is nothing to crop, so remove both numbers")]
    [InlineData("[Input(4, 4, 7)] [ChannelShuffle(2)]", "MC0140", "the 7 channels of the 4×4×7 input cannot be divided into 2 groups; but for 1, only 7 divides them")]
    [InlineData("[Input(4, 4, 1)] [ChannelShuffle(2)]", "MC0140", "the 1 channel of the 4×4×1 input cannot be divided into 2 groups; nothing but 1 divides them, so leave this layer out")]
    [InlineData("[Input(4, 4, 7)] [PixelShuffle(2)]", "MC0140", "the 7 channels of the 4×4×7 input cannot be divided into 4 cells of 2×2; give the layer before it a multiple of 4 channels")]
    [InlineData("[Input(4, 1)] [Slice(2, 1, 1)]", "MC0141", "element 1 along axis 2 of the 4×1 input, which has 1 there; element 0 is all that a slice can be")]
    [InlineData("[Input(1, 1, 1)] [Conv2DTranspose(1, 1, Pad = 1)]", "MC0142", "the kernels reach over 1 cell, of which a padding of 2 along an axis leaves none")]
    [InlineData("[Input(4)] [Reshape()]", "MC0106", "the new shape () has 0 sizes")]
    [InlineData("[Input(4)] [Permute()]", "MC0014", "dims is empty; it must be")]
    [InlineData("[Input(4)] [Dense(2, UseBias = false, Trainable = false)] [Loss(Loss.MeanSquaredError)]", "MC0206", "has a loss, but its only weight tensor is frozen")]
    [InlineData("[Input(1)] [Dense(1)] [Budget(Parameters = 1, MultiplyAdds = 1)]", "MC0301", "'Net' has 2 parameters, 1 more than the budget of 1")]
    [InlineData("[Input(1)] [Dense(1, UseBias = false)]", "MC0901", "output 1 · 1 parameter · 1 multiply-add")]
    [InlineData("[Input(1, 1, 4)] [Conv2D(4, 3, Padding = Padding.Same)]", "MC0409", "a kernel that reaches over 3×3 cells sees more than the one that there is, and zeros for the rest")]
    public async Task Messages(string layers, string id, string expected)
    {
        var found = await TestCompilation.Analyze(TestCompilation.Create($"using ModelCompiler;\n[Model] {layers} public partial class Net;"));
        Assert.Contains(found, d => d.Id == id && d.GetMessage(null).Contains(expected, StringComparison.Ordinal));
    }

    /// <summary>Every layer on inputs of one or few elements, whatever is wrong then.</summary>
    [Fact]
    public async Task No_message_counts_one_of_many()
    {
        string[] inputs = ["1", "2", "1, 1", "1, 2", "2, 1", "1, 1, 1", "1, 2, 1", "2, 2, 1", "1, 1, 7"];
        string[] layers =
        [
            "Conv2D(1, 1)", "Conv2D(1, 2)", "Conv2D(1, 2, 1, Groups = 2)", "Conv2D(1, 2, Strides = 2, Pad = 1)", "Conv1D(1, 2)", "Conv1D(1, 1, Groups = 3)", "DepthwiseConv2D(2)",
            "SeparableConv2D(1, 2)", "Conv2DTranspose(1, 1, Pad = 1)", "MaxPooling2D", "MaxPooling2D(1, Pad = 1)", "MaxPooling2D(2, 1, Strides = 2)", "AveragePooling1D",
            "AveragePooling1D(1, Strides = 2)", "Cropping2D(1)", "Cropping2D(0, 0, 0, 1)", "Dense(1)", "Flatten", "Reshape(2)", "Reshape(1, 2)", "Reshape(-1, 3)",
            "Slice(-1, 1, 1)", "Slice(1, 0, 2)", "ChannelSplit(2, 0)", "ChannelShuffle(2)", "PixelShuffle(2)", "GroupNormalization(2)", "Permute(1)", "Permute(2, 1)", "Softmax", "MedianFilter2D",
            "FixedConv2D(1, 1)", "FixedConv2D(1, 2, 1)", "GlobalAveragePooling2D", "GlobalMaxPooling1D", "UpSampling2D", "Add(\"input\")", "Concatenate(\"a\")",
            "Budget(Parameters = 1, MultiplyAdds = 1, ActivationBytes = 1)",
        ];
        IEnumerable<string> models = inputs.SelectMany(i => layers.Select(l => $"Input({i}), {l}, Loss(Loss.MeanSquaredError)"))
            .Concat(inputs.SelectMany(i => layers.Select(l => $"Input({i}), ReLU, {l}, Flatten, Dense(1), Loss(Loss.CategoricalCrossEntropy)")));
        string source = "using ModelCompiler;\n" + string.Join("\n", models.Select((m, i) => $"[Model, {m}] public partial class Net{i};"));
        Diagnostic[] found = [.. await TestCompilation.Analyze(TestCompilation.Create(source))];
        Assert.InRange(found.Select(d => d.Id).Distinct().Count(), 20, 200);
        Assert.Empty(found.Select(d => $"{d.Id} {d.GetMessage(null)}").Where(m => OneOfMany().IsMatch(m)).Distinct());
    }

    [GeneratedRegex(@"(?<![\d×,.\-/])1 (rows|columns|steps|channels|filters|units|elements|axes|cells|parameters|multiply-adds|numbers|sizes|bytes|tensors|vectors|biases|weights)\b|at most 0\b|a \w+ "
        + @"of at most 1\b(?!×)|  ")]
    private static partial Regex OneOfMany();
}
