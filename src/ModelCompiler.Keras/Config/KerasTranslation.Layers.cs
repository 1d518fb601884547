using System.Globalization;
using System.Text.Json;

namespace ModelCompiler.Keras;

/// <content>What each class of layer is here.</content>
internal sealed partial class KerasTranslation
{
    private Operation? Translate(string kind, string name, JsonElement config, int[][] inputs)
    {
        int[] input = inputs[0];
        switch (kind)
        {
            case "Conv1D" or "Conv2D" or "DepthwiseConv2D" or "Conv2DTranspose": return Convolution(kind, name, config, input);
            case "Dense": return Dense(name, config, input);
            case "BatchNormalization": return Normalization(name, config, input);
            case "MaxPooling1D" or "MaxPooling2D" or "AveragePooling1D" or "AveragePooling2D": return Pooling(kind, name, config, input);
            case "GlobalMaxPooling1D" or "GlobalMaxPooling2D" or "GlobalAveragePooling1D" or "GlobalAveragePooling2D":
                if (Flag(config, "keepdims", false)) throw Refused(name, kind, "keepdims is set");
                return Plain(kind, kind[..^2], "", [input[^1]]);
            case "Flatten": return input.Length == 1 ? null : Plain(kind, "Reshape", "", [input.Aggregate(1, (a, b) => checked(a * b))]);
            case "Reshape": return Plain(kind, "Reshape", "", Target(name, config, input));
            case "Add" or "Multiply" when inputs.All(i => i.SequenceEqual(input)): return Plain(kind, kind, "", input);
            case "Concatenate" when Number(config, "axis", -1) is var axis && (axis == -1 || axis == input.Length)
                && inputs.All(i => i[..^1].SequenceEqual(input[..^1])):
                return Plain(kind, kind, "", [.. input[..^1], inputs.Sum(i => i[^1])]);
            case "Add" or "Multiply" or "Concatenate":
                throw Refused(name, kind,
                    $"it joins values of the shapes {string.Join(", ", inputs.Select(i => Shown(i)))} in a way that is not known here");
            case "ZeroPadding2D" or "Cropping2D": return Sides(kind, config, input);
            case "UpSampling2D": return Upsampling(kind, config, input);
            case "Dropout": return Plain(kind, kind, $" rate={Real(config, "rate", 0)}", input);
            // Others of their kind do nothing in a prediction; training with them here would be another training.
            case "SpatialDropout1D" or "SpatialDropout2D" or "GaussianNoise" or "ActivityRegularization": return null;
            case "Rescaling": throw Refused(name, kind, "scale the data instead, Dataset.Scale");
            default: return Activation(kind, name, config, input);
        }
    }

    private Operation Convolution(string kind, string name, JsonElement config, int[] input)
    {
        bool depthwise = kind == "DepthwiseConv2D", transposed = kind == "Conv2DTranspose";
        int axes = kind == "Conv1D" ? 1 : 2;
        if (input.Length != axes + 1) throw Refused(name, kind, $"it reads {Shown(input)}");
        int[] window = List(config, "kernel_size", axes, 1), strides = List(config, "strides", axes, 1),
            dilation = List(config, "dilation_rate", axes, 1);
        bool same = Padding(config, name, kind);
        int multiplier = depthwise ? Number(config, "depth_multiplier", 1) : 1,
            filters = depthwise ? input[^1] * multiplier : Number(config, "filters", 0);
        if (transposed && (dilation.Any(d => d != 1)
            || config.TryGetProperty("output_padding", out JsonElement extra) && extra.ValueKind != JsonValueKind.Null))
            throw Refused(name, kind, "output_padding and dilation_rate of a transposed convolution are not known");
        (int[] spatial, int[] pads) = transposed
            ? KerasWindows.Transposed(input, window, strides, same)
            : KerasWindows.Slide(input, window, strides, dilation, same);
        if (spatial.Any(e => e < 1) || filters < 1) throw Refused(name, kind, $"a window of {Shown(window)} does not fit {Shown(input)}");
        int groups = Number(config, "groups", 1);
        string settings = (depthwise ? $" multiplier={multiplier}" : $" filters={filters}") + Slide(window, strides, dilation, same, pads)
            + (groups > 1 ? $" groups={groups}" : "");
        string operation = depthwise ? "DepthwiseConvolution" : transposed ? "TransposedConvolution" : "Convolution";
        return WithBias(kind, name, operation, settings, [.. spatial, filters], config);
    }

    private Operation Dense(string name, JsonElement config, int[] input)
    {
        if (input.Length != 1)
            throw Refused(name, "Dense",
                $"it reads {Shown(input)}, and a dense layer here reads a vector; use a Conv1D or Conv2D of size 1, which is the same");
        return WithBias("Dense", name, "Dense", "", [Number(config, "units", 0)], config);
    }

    private Operation WithBias(string kind, string name, string operation, string settings, int[] shape, JsonElement config)
    {
        bool bias = Flag(config, "use_bias", true);
        string activation = Word(config, "activation", "linear") is var word && word == "linear" ? ""
            : $" | {ActivationText(kind, name, word)}";
        string head = operation, tail = $"[kernel]{settings} -> {Text(shape)}{(bias ? " | Bias[bias]" : "")}{activation}";
        return new Operation(kind, head, tail, shape, bias ? ["kernel", "bias"] : ["kernel"]);
    }

    private Operation Normalization(string name, JsonElement config, int[] input)
    {
        if (config.TryGetProperty("axis", out JsonElement axis)
            && (axis.ValueKind == JsonValueKind.Array ? axis[0] : axis).GetInt32() is var along && along != -1 && along != input.Length)
            throw Refused(name, "BatchNormalization", $"it runs along axis {along}, not the channels");
        string[] parts = [.. Flag(config, "scale", true) ? ["gamma"] : Array.Empty<string>(),
            .. Flag(config, "center", true) ? ["beta"] : Array.Empty<string>(), "moving_mean", "moving_variance"];
        return new Operation("BatchNormalization", "BatchNormalization",
            $"[{string.Join(", ", parts)}] momentum={Real(config, "momentum", 0.99)} epsilon={Real(config, "epsilon", 0.001)}", input,
            parts);
    }

    private Operation Pooling(string kind, string name, JsonElement config, int[] input)
    {
        int axes = input.Length - 1;
        int[] window = List(config, "pool_size", axes, 2), ones = [.. window.Select(_ => 1)];
        int[] strides = config.TryGetProperty("strides", out JsonElement given) && given.ValueKind != JsonValueKind.Null
            ? List(config, "strides", axes, 1)
            : window;
        bool same = Padding(config, name, kind);
        (int[] spatial, int[] pads) = KerasWindows.Slide(input, window, strides, ones, same);
        if (spatial.Any(e => e < 1)) throw Refused(name, kind, $"a window of {Shown(window)} does not fit {Shown(input)}");
        return Plain(kind, kind[..^2], Slide(window, strides, ones, same, pads), [.. spatial, input[^1]]);
    }

    private static Operation Sides(string kind, JsonElement config, int[] input)
    {
        int[] sides = [.. Flat(config.GetProperty(kind == "ZeroPadding2D" ? "padding" : "cropping"))];
        sides = sides.Length switch
        {
            1 => [sides[0], sides[0], sides[0], sides[0]],
            2 => [sides[0], sides[0], sides[1], sides[1]],
            _ => sides,
        };
        int sign = kind == "ZeroPadding2D" ? 1 : -1;
        int[] shape = [input[0] + sign * (sides[0] + sides[1]), input[1] + sign * (sides[2] + sides[3]), input[2]];
        return Plain(kind, kind[..^2], $" sides={string.Join(',', sides)}", shape);
    }

    private Operation Upsampling(string kind, JsonElement config, int[] input)
    {
        int[] size = List(config, "size", 2, 2);
        string interpolation = Word(config, "interpolation", "nearest");
        if (interpolation is not ("nearest" or "bilinear")) throw Refused(kind, kind, $"its interpolation is {interpolation}");
        return Plain(
            kind, "Upsampling", $" size={string.Join(',', size)} kind={char.ToUpperInvariant(interpolation[0])}{interpolation[1..]}",
            [input[0] * size[0], input[1] * size[1], input[2]]);
    }

    private Operation? Activation(string kind, string name, JsonElement config, int[] input)
    {
        string slope = Real(config, "negative_slope",
            config.TryGetProperty("alpha", out JsonElement alpha) && alpha.ValueKind == JsonValueKind.Number ? alpha.GetDouble()
                : kind == "LeakyReLU" ? 0.3
                : 0);
        switch (kind)
        {
            case "Activation":
                string word = Word(config, "activation", "linear");
                string text = word == "linear" ? "Linear" : ActivationText(kind, name, word);
                return word == "linear" ? null : Plain(text.Split(' ')[0], text, "", input);
            case "ReLU":
                if (Real(config, "threshold", 0) != "0") throw Refused(name, kind, "it has a threshold");
                bool limited = config.TryGetProperty("max_value", out JsonElement most) && most.ValueKind == JsonValueKind.Number;
                if (limited) throw Refused(name, kind, $"it ends at {most}");
                return slope == "0" ? Plain(kind, kind, "", input) : Plain("LeakyReLU", "LeakyReLU", $" alpha={slope}", input);
            case "LeakyReLU": return Plain(kind, kind, $" alpha={slope}", input);
            case "ELU": return Plain(kind, kind, $" alpha={Real(config, "alpha", 1)}", input);
            case "Softmax": return Plain(kind, kind, "", input);
            default: throw Refused(name, kind, "its class is not known here");
        }
    }

    private string ActivationText(string kind, string name, string word) => word switch
    {
        "relu" => "ReLU",
        "sigmoid" => "Sigmoid",
        "tanh" => "Tanh",
        "softmax" => "Softmax",
        "elu" => "ELU alpha=1",
        "leaky_relu" => "LeakyReLU alpha=0.2",
        _ => throw Refused(name, kind, $"its activation is '{word}'"),
    };

    private static Operation Plain(string kind, string operation, string settings, int[] shape) =>
        new(kind, operation, $"{settings} -> {Text(shape)}", shape, []);

    private static string Slide(int[] window, int[] strides, int[] dilation, bool same, int[] pads)
    {
        string text = $" window={string.Join(',', window)}";
        if (strides.Any(s => s != 1)) text += $" strides={string.Join(',', strides)}";
        if (dilation.Any(d => d != 1)) text += $" dilation={string.Join(',', dilation)}";
        if (same) text += " padding=Same";
        return pads.Any(p => p != 0) ? $"{text} pads={string.Join(',', pads)}" : text;
    }

    private int[] Target(string name, JsonElement config, int[] input)
    {
        int[] target = [.. Flat(config.GetProperty("target_shape"))];
        int all = input.Aggregate(1, (a, b) => checked(a * b)), known = target.Where(e => e > 0).Aggregate(1, (a, b) => checked(a * b));
        if (target.Count(e => e < 0) == 1 && known > 0) target = [.. target.Select(e => e < 0 ? all / known : e)];
        return target.Length is >= 1 and <= 3 && target.All(e => e > 0) && target.Aggregate(1, (a, b) => a * b) == all
            ? target
            : throw Refused(name, "Reshape", $"it makes {Shown(target)} of {Shown(input)}");
    }

    private bool Padding(JsonElement config, string name, string kind) => Word(config, "padding", "valid") switch
    {
        "valid" => false,
        "same" => true,
        var other => throw Refused(name, kind, $"its padding is '{other}'"),
    };

    private static IEnumerable<int> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetInt32()];

    private static int[] List(JsonElement config, string name, int count, int otherwise)
    {
        if (!config.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return [.. Enumerable.Repeat(otherwise, count)];
        int[] numbers = [.. Flat(value)];
        if (numbers.Length == 1) numbers = [.. Enumerable.Repeat(numbers[0], count)];
        return numbers.Length == count && numbers.All(n => n is > 0 and < 1_000_000) ? numbers
            : throw new FormatException($"{name} is {value}");
    }

    private static int Number(JsonElement config, string name, int otherwise) =>
        config.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetInt32() : otherwise;

    private static bool Flag(JsonElement config, string name, bool otherwise) =>
        config.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetBoolean() : otherwise;

    private static string Word(JsonElement config, string name, string otherwise) =>
        config.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : otherwise;

    private static string Real(JsonElement config, string name, double otherwise) =>
        ((float)(config.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble()
            : otherwise)).ToString("R", CultureInfo.InvariantCulture);
}
