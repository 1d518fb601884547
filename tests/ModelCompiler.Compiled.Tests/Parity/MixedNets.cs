namespace ModelCompiler.Compiled.Tests.Parity;

/// <summary>The networks of <c>tests/parity/mixed.py</c>, by their names there.</summary>
internal static class MixedNets
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["activations"] = """
            [Conv2D(20, 1, Activation = Activation.GELU)]
            [Conv2D(20, 1, Activation = Activation.HardSwish)]
            [Conv2D(20, 1, Activation = Activation.HardSigmoid)]
            [Conv2D(20, 1, Activation = Activation.Softplus)]
            [Conv2D(20, 1, Activation = Activation.SiLU)]
            [Conv2D(20, 1, Activation = Activation.ReLU6)]
            [Conv2D(20, 1)] [PReLU(SharedAxes = [1, 2])]
            [Conv2D(20, 1)] [GELU(Approximate = true)]
            [Conv2D(20, 1)] [ReLU(NegativeSlope = 0.1, MaxValue = 2)]
            [Clip(-0.5, 0.75)] [Conv2D(2, 1)]
            """,
        ["normalizations"] = """
            [Conv2D(24, 3, Pad = 1)] [GroupNormalization(4)] [ReLU]
            [Conv2D(20, 3, Pad = 1)] [LayerNormalization] [ReLU]
            [Conv2D(16, 1)] [GroupNormalization(1)] [ReLU]
            [Conv2D(12, 1, UseBias = false)] [GroupNormalization(-1)]
            [Conv2D(2, 1)]
            """,
        ["pooling"] = """
            [Conv2D(18, 1)] [MaxPooling2D(3, Strides = 2, Pad = 1, CeilMode = true)]
            [Conv2D(18, 1)] [AveragePooling2D(3, Strides = 2, Pad = 1, CeilMode = true, CountIncludePad = true)]
            [Conv2D(18, 2)] [AveragePooling2D(2, Strides = 1, Pad = 1)]
            [Conv2D(2, 1)]
            """,
        ["transposed"] = """
            [Conv2DTranspose(10, 3, Strides = 2, Pad = 1, OutputPadding = 1, Activation = Activation.Tanh)]
            [Conv2DTranspose(6, 4, Strides = 3, OutputPadding = 2, Activation = Activation.Tanh)]
            [Conv2D(2, 1)]
            """,
        ["layouts"] = """
            [Conv2D(36, 1)] [PixelShuffle(3)]
            [Conv2D(24, 3)] [ChannelShuffle(4)]
            [Slice(-1, 5, 13)] [Conv2D(16, 1)]
            [Slice(1, 2, 28)] [Slice(2, 1, 30)] [Conv2D(12, 1)] [Permute(2, 1, 3, Name = "turned")]
            [ChannelSplit(2, 1)] [Conv2D(6, 1, Name = "second")]
            [ChannelSplit(2, 0, From = "turned")] [Concatenate("second")]
            [Conv2D(2, 1)]
            """,
        ["joins"] = """
            [Conv2D(17, 3, Pad = 1, Name = "a")] [Conv2D(17, 1, From = "input", Name = "b")] [Conv2D(17, 1, From = "input", Name = "c")]
            [Minimum("b", Name = "least")] [Maximum("b", From = "a")] [Subtract("least")]
            [Average("a", "b", Name = "mean")]
            [GlobalAveragePooling2D(KeepDims = true)] [Conv2D(17, 1, Activation = Activation.Sigmoid)] [Multiply("mean", Name = "gated")]
            [Conv2D(1, 1, From = "mean", Activation = Activation.Tanh)] [Add("gated")]
            [Conv2D(2, 1)]
            """,
        ["borders"] = """
            [SeparableConv2D(20, 3, Pad = 1, Activation = Activation.ReLU)]
            [Conv2D(16, 3, Strides = 2, PadRight = 1, PadTop = 2, PadBottom = 1, Activation = Activation.ReLU)]
            [Conv2D(2, 2, 3, PadLeft = 1, PadBottom = 1)]
            """,
    };
}
