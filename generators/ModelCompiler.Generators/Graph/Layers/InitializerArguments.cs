using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The members of <c>ModelCompiler.Initializer</c>.</summary>
internal enum InitializerChoice
{
    GlorotUniform, GlorotNormal, HeUniform, HeNormal, LeCunUniform, LeCunNormal, RandomNormal, RandomUniform,
    Zeros, Ones, Constant, TruncatedNormal, VarianceScaling, Orthogonal, Identity
}

/// <summary>The members of <c>ModelCompiler.Fan</c>.</summary>
internal enum FanChoice { In, Out, Average }

/// <summary>The members of <c>ModelCompiler.Distribution</c>.</summary>
internal enum DistributionChoice { TruncatedNormal, UntruncatedNormal, Uniform }

/// <summary>What an initializer fills.</summary>
internal enum InitializedTensor { Numbers, Kernel, Matrix }

/// <summary><c>KernelInitializer</c> and <c>BiasInitializer</c> with the numbers that belong to them.</summary>
internal static class InitializerArguments
{
    private static readonly (string Number, InitializerChoice[] UsedBy)[] Numbers =
    [
        ("Value", [InitializerChoice.Constant]),
        ("Mean", [InitializerChoice.RandomNormal, InitializerChoice.TruncatedNormal]),
        ("Stddev", [InitializerChoice.RandomNormal, InitializerChoice.TruncatedNormal]),
        ("Min", [InitializerChoice.RandomUniform]),
        ("Max", [InitializerChoice.RandomUniform]),
        ("Scale", [InitializerChoice.VarianceScaling]),
        ("Mode", [InitializerChoice.VarianceScaling]),
        ("Distribution", [InitializerChoice.VarianceScaling]),
        ("Gain", [InitializerChoice.Orthogonal, InitializerChoice.Identity]),
    ];

    /// <param name="prefix">
    /// <c>KernelInitializer</c> or <c>BiasInitializer</c>: the setting itself, and how its numbers' names start.
    /// </param>
    /// <param name="tensor">What is to be filled: only a kernel has columns, and only one that mixes channels can hand them on.</param>
    public static InitializerSpec Read(
        LayerArguments arguments, string prefix, string @default, InitializedTensor tensor = InitializedTensor.Numbers)
    {
        Enum.TryParse(@default, out InitializerChoice fallback);
        var choice = arguments.Choice(prefix, fallback);
        foreach (var (number, usedBy) in Numbers)
        {
            string setting = prefix + number;
            if (usedBy.Contains(choice) || !arguments.Has(setting)) continue;
            arguments.Report(DeclarationFaults.UnusedSetting(
                arguments.Layer, setting, $"Initializer.{choice}", string.Join(" or ", usedBy.Select(u => $"{prefix} = Initializer.{u}")),
                arguments.Site(setting)));
        }

        if ((choice == InitializerChoice.Orthogonal && tensor == InitializedTensor.Numbers)
            || (choice == InitializerChoice.Identity && tensor != InitializedTensor.Matrix))
        {
            arguments.Report(DeclarationFaults.SettingOutOfRange(
                arguments.Layer, prefix, $"Initializer.{choice}",
                choice == InitializerChoice.Identity ? "of a kernel across channels" : "of a kernel", arguments.Site(prefix)));
        }

        return choice switch
        {
            InitializerChoice.Constant => new("Constant", arguments.Real(prefix + "Value", 0)),
            InitializerChoice.RandomNormal or InitializerChoice.TruncatedNormal =>
                new(choice.ToString(), arguments.Real(prefix + "Mean", 0), arguments.Real(prefix + "Stddev", 0.05, minimum: 0)),
            InitializerChoice.Orthogonal or InitializerChoice.Identity => new(choice.ToString(), arguments.Real(prefix + "Gain", 1)),
            InitializerChoice.VarianceScaling => new(choice.ToString(), arguments.Real(prefix + "Scale", 1, minimum: float.Epsilon))
            {
                Fan = arguments.Choice(prefix + "Mode", FanChoice.In),
                Distribution = arguments.Choice(prefix + "Distribution", DistributionChoice.TruncatedNormal),
            },
            InitializerChoice.RandomUniform => Uniform(arguments, prefix),
            _ => new(choice.ToString()),
        };
    }

    private static InitializerSpec Uniform(LayerArguments arguments, string prefix)
    {
        float min = arguments.Real(prefix + "Min", -0.05), max = arguments.Real(prefix + "Max", 0.05, minimum: min);
        return new("RandomUniform", min, max);
    }
}
