using System.Text;

namespace ModelCompiler.Onnx.Import;

/// <summary>What operations are called as layers.</summary>
internal static class Words
{
    /// <summary>The kind of the layer that begins with this operation.</summary>
    public static string Kind(ImportedNode node)
    {
        int rank = node.Inputs[0].Shape.Length - 1;
        if (node.Kind is { } kind) return kind;
        return node.Operation switch
        {
            Operations.Convolution => $"Conv{rank}D",
            Operations.DepthwiseConvolution => $"DepthwiseConv{rank}D",
            Operations.TransposedConvolution => $"Conv{rank}DTranspose",
            Operations.MaxPooling or Operations.AveragePooling or Operations.GlobalMaxPooling or Operations.GlobalAveragePooling =>
                $"{node.Operation}{rank}D",
            Operations.Reshape => node.Shape.Length == 1 ? "Flatten" : "Reshape",
            Operations.ZeroPadding => "ZeroPadding2D",
            Operations.Cropping => "Cropping2D",
            Operations.Upsampling => "UpSampling2D",
            Operations.ResponseNormalization => "LocalResponseNormalization",
            Operations.ThresholdedReLU => "ReLU",
            Operations.Clip => node.Settings is ["alpha=0", "beta=6"] ? "ReLU6" : "Clip",
            Operations.TanhGELU => Operations.GELU,
            _ => node.Operation,
        };
    }

    /// <summary>The member of <see cref="ModelCompiler.Activation"/> that does the same, or null.</summary>
    public static string? Activation(ImportedNode node) => (node.Operation, node.Settings) switch
    {
        (Operations.LeakyReLU, var s) => s is ["alpha=0.3"] ? "LeakyReLU" : null,
        (Operations.ELU, var s) => s is ["alpha=1"] ? "ELU" : null,
        (Operations.Clip, var s) => s is ["alpha=0", "beta=6"] ? Known("ReLU6") : null,
        (Operations.Linear, _) => null,
        (_, []) => Known(node.Operation),
        _ => null,
    };

    private static string? Known(string name) => Enum.TryParse(name, out Activation _) && !char.IsDigit(name[0]) ? name : null;

    /// <summary>A kind as names of layers begin: MaxPooling2D → max_pooling2d.</summary>
    public static string Snake(string kind)
    {
        var snake = new StringBuilder();
        string text = kind.Replace("PReLU", "Prelu", StringComparison.Ordinal).Replace("ReLU", "Relu", StringComparison.Ordinal)
            .Replace("SiLU", "Silu", StringComparison.Ordinal);
        for (int i = 0; i < text.Length; i++)
        {
            bool starts = i > 0 && char.IsUpper(text[i])
                && (char.IsLower(text[i - 1]) || (char.IsUpper(text[i - 1]) && i + 1 < text.Length && char.IsLower(text[i + 1])));
            if (starts) snake.Append('_');
            snake.Append(char.ToLowerInvariant(text[i]));
        }

        return snake.ToString();
    }
}
