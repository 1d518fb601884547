using System.Globalization;

namespace ModelCompiler.Tool.Declarations;

/// <summary>Arguments of layers without filters.</summary>
internal static class LayerArguments
{
    public static void Add(ArchitectureLayer layer, List<string> sizes, List<string> rest)
    {
        ArchitectureNode node = layer.Nodes[0];
        switch (layer.Kind)
        {
            case "BatchNormalization":
                Real(node, "momentum", 0.99f, "Momentum", rest);
                Real(node, "epsilon", 1e-3f, "Epsilon", rest);
                if (node.Parameter("beta") is null) rest.Add("Center = false");
                if (node.Parameter("gamma") is null) rest.Add("Scale = false");
                break;
            case "LayerNormalization" or "GroupNormalization":
                if (layer.Kind == "GroupNormalization" && node.Integer("groups", 1) is not 32 and var groups) sizes.Add($"{groups}");
                Real(node, "epsilon", 1e-3f, "Epsilon", rest);
                if (node.Parameter("beta") is null) rest.Add("Center = false");
                if (node.Parameter("gamma") is null) rest.Add("Scale = false");
                break;
            case "LocalResponseNormalization":
                if (node.Integer("radius", 5) is not 5 and var radius) rest.Add($"DepthRadius = {radius}");
                Real(node, "bias", 1, "Bias", rest);
                Real(node, "alpha", 1, "Alpha", rest);
                Real(node, "beta", 0.5f, "Beta", rest);
                break;
            case "LeakyReLU" when node.Real("alpha", 0) is not 0.3f and var slope: sizes.Add(Number(slope)); break;
            case "ELU" when node.Real("alpha", 0) is not 1 and var limit: sizes.Add(Number(limit)); break;
            case "Clip": sizes.AddRange([Number(node.Real("alpha", 0)), Number(node.Real("beta", 0))]); break;
            case "GELU" when node.Operation == Operations.TanhGELU: rest.Add("Approximate = true"); break;
            case "PReLU" when node.Integers("shared") is { Length: > 0 } shared:
                rest.Add($"SharedAxes = [{string.Join(", ", shared)}]");
                break;
            case "ReLU": Rectifier(layer, rest); break;
            case "Slice": sizes.AddRange([Axis(node), $"{node.Integer("start", 0)}", $"{node.Shape[node.Integer("axis", 1) - 1]}"]); break;
            case "ChannelSplit":
                sizes.AddRange([$"{node.Inputs[0].Shape[^1] / node.Shape[^1]}", $"{node.Integer("start", 0) / node.Shape[^1]}"]);
                break;
            case "ChannelShuffle": sizes.Add($"{node.Integer("groups", 1)}"); break;
            case "PixelShuffle": sizes.Add($"{node.Integer("factor", 1)}"); break;
            case "Permute": sizes.AddRange(node.Integers("axes").Select(a => $"{a}")); break;
            case "GaussianNoise": sizes.Add(Number(node.Real("stddev", 0))); break;
            case "Sampling": Real(node, "divergence_weight", 0, "DivergenceWeight", rest); break;
            case "GlobalMaxPooling1D" or "GlobalMaxPooling2D" or "GlobalAveragePooling1D" or "GlobalAveragePooling2D"
                when node.Shape.Count > 1:
                rest.Add("KeepDims = true");
                break;
            case "SpatialDropout2D" or "StochasticDepth" or "Dropout": sizes.Add(Number(node.Real("rate", 0))); break;
            case "Reshape": sizes.AddRange(node.Shape.Select(e => $"{e}")); break;
            case "ZeroPadding2D" or "Cropping2D": sizes.AddRange(Sides(node.Integers("sides"))); break;
            case "UpSampling2D":
                int[] size = node.Integers("size");
                sizes.AddRange(size[0] == size[1] ? [$"{size[0]}"] : size.Select(s => $"{s}"));
                if (node.Word("kind", "Nearest") == "Bilinear") rest.Add("Interpolation = Interpolation.Bilinear");
                break;
            case "FixedConv2D":
                sizes.AddRange([.. node.Integers("window").Select(w => $"{w}"), .. node.Reals("numbers").Select(Number)]);
                LayerText.Settings(node, rest);
                break;
            case "GradientMagnitude": LayerText.Settings(node, rest); break;
            case "MedianFilter2D":
                sizes.Add($"{node.Integers("window")[0]}");
                LayerText.Settings(node, rest);
                break;
        }
    }

    /// <summary>Rectifiers with Keras's settings are up to two operations.</summary>
    private static void Rectifier(ArchitectureLayer layer, List<string> rest)
    {
        foreach (ArchitectureNode node in layer.Nodes)
        {
            if (node.Operation == Operations.ThresholdedReLU) rest.Add($"Threshold = {Number(node.Real("beta", 0))}");
            if (node.Operation is Operations.ThresholdedReLU or Operations.LeakyReLU && node.Real("alpha", 0) is not 0 and var slope)
                rest.Add($"NegativeSlope = {Number(slope)}");
            if (node.Operation == Operations.Clip) rest.Add($"MaxValue = {Number(node.Real("beta", 0))}");
        }
    }

    /// <summary>The channels are the last axis, however many there are.</summary>
    private static string Axis(ArchitectureNode node) => node.Integer("axis", 1) is var axis && axis == node.Shape.Count ? "-1" : $"{axis}";

    private static IEnumerable<string> Sides(int[] sides) =>
        sides.Distinct().Count() == 1 ? [$"{sides[0]}"] : sides[0] == sides[1]
            && sides[2] == sides[3] ? [$"{sides[0]}", $"{sides[2]}"] : sides.Select(s => $"{s}");

    private static void Real(ArchitectureNode node, string setting, float @default, string name, List<string> rest)
    {
        if (node.Real(setting, @default) is var value && value != @default) rest.Add($"{name} = {Number(value)}");
    }

    /// <summary>A literal that is this float: <c>1e-5</c>, <c>0.9</c>.</summary>
    public static string Number(float value)
    {
        if (float.IsInfinity(value)) return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        string text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e').Replace("e+", "e", StringComparison.Ordinal);
        while (text.Contains("e-0", StringComparison.Ordinal)) text = text.Replace("e-0", "e-", StringComparison.Ordinal);
        return text;
    }
}
