using ModelCompiler.Generators.Diagnostics;

namespace ModelCompiler.Generators.Graph;

/// <summary>Reads how a model keeps its numbers.</summary>
internal static class PrecisionArguments
{
    private const string Weights = "Precision", Training = "TrainingPrecision";

    /// <summary>What both words say, and a fault where one of them says what it cannot.</summary>
    public static (ElementType Weights, ElementType Training) Read(LayerArguments settings) =>
        (Read(settings, Weights, ElementType.Float16), Read(settings, Training, ElementType.Int8));

    private static ElementType Read(LayerArguments settings, string name, ElementType refused)
    {
        ElementType element = settings.Choice(name, ElementType.Single);
        if (element != refused) return element;
        settings.Report(DeclarationFaults.PrecisionOfOthers(name, element, settings.Site(name)));
        return ElementType.Single;
    }
}
