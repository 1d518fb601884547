using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Graph;

/// <summary>Reads how a model keeps its numbers.</summary>
internal static class PrecisionArguments
{
    private const string Weights = "Precision", Training = "TrainingPrecision";

    /// <summary>What both words say, and a fault where one of them says what it cannot.</summary>
    public static (PrecisionKind Weights, ElementType Training) Read(LayerArguments settings) =>
        (Read(settings, Weights, PrecisionKind.Float16),
            Read(settings, Training, PrecisionKind.Int8, PrecisionKind.Int8Activations).OfElements());

    private static PrecisionKind Read(LayerArguments settings, string name, params PrecisionKind[] refused)
    {
        PrecisionKind precision = settings.Choice(name, PrecisionKind.Single);
        if (!refused.Contains(precision)) return precision;
        settings.Report(DeclarationFaults.PrecisionOfOthers(name, precision, settings.Site(name)));
        return PrecisionKind.Single;
    }
}
