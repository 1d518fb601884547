using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>The members of <c>ModelCompiler.Initializer</c>.</summary>
internal enum InitializerChoice { GlorotUniform, GlorotNormal, HeUniform, HeNormal, LeCunUniform, LeCunNormal, RandomNormal, RandomUniform, Zeros, Ones, Constant }

/// <summary><c>KernelInitializer</c> and <c>BiasInitializer</c> with the numbers that belong to them.</summary>
internal static class InitializerArguments
{
    private static readonly (string Number, InitializerChoice UsedBy)[] Numbers =
    [
        ("Value", InitializerChoice.Constant),
        ("Mean", InitializerChoice.RandomNormal),
        ("Stddev", InitializerChoice.RandomNormal),
        ("Min", InitializerChoice.RandomUniform),
        ("Max", InitializerChoice.RandomUniform),
    ];

    /// <param name="prefix"><c>KernelInitializer</c> or <c>BiasInitializer</c>: the setting itself, and how its numbers' names start.</param>
    public static InitializerSpec Read(LayerArguments arguments, string prefix, string @default)
    {
        Enum.TryParse(@default, out InitializerChoice fallback);
        var choice = arguments.Choice(prefix, fallback);
        foreach (var (number, usedBy) in Numbers)
        {
            string setting = prefix + number;
            if (usedBy == choice || !arguments.Has(setting)) continue;
            arguments.Report(DeclarationFaults.UnusedSetting(
                arguments.Layer, setting, $"Initializer.{choice}", $"{prefix} = Initializer.{usedBy}", arguments.Site(setting)));
        }

        return choice switch
        {
            InitializerChoice.Constant => new("Constant", arguments.Real(prefix + "Value", 0)),
            InitializerChoice.RandomNormal => new("RandomNormal", arguments.Real(prefix + "Mean", 0), arguments.Real(prefix + "Stddev", 0.05, minimum: 0)),
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
