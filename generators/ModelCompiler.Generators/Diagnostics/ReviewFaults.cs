using System.Globalization;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>MC04xx, with the arguments that their messages take, and the changes that settle them.</summary>
internal static class ReviewFaults
{
    public static Fault BiasBeforeNormalization(string layer, string normalization, long biases, Site site) =>
        new(Descriptors.BiasBeforeNormalization.Id, site, [layer, normalization, Text.Plural(biases, "bias", "biases")])
        {
            Fix = new FixData(FixData.Setting, ["UseBias=false"], []),
        };

    /// <param name="second">The later layer.</param>
    /// <param name="of">Its function, "a ReLU".</param>
    /// <param name="first">The earlier layer.</param>
    /// <param name="after">Its function.</param>
    /// <param name="site">The one that should go.</param>
    /// <param name="firstGoes">Whether that is the first.</param>
    public static Fault ActivationTwice(string second, string of, string first, string after, Site site, bool firstGoes) =>
        new(Descriptors.ActivationTwice.Id, site,
            [second, of, first, after, firstGoes ? $"take the one of '{first}' away" : "take one of the two away"]);

    public static Fault NoActivationBetween(string first, string second, Site site, FixData fix) =>
        new(Descriptors.NoActivationBetween.Id, site, [first, second]) { Fix = fix };

    public static Fault DropoutBeforeNormalization(string dropout, string normalization, Site site) =>
        new(Descriptors.DropoutBeforeNormalization.Id, site, [dropout, normalization]);

    public static Fault SigmoidOfClasses(string layer, int outputs, Site site, FixData? fix) =>
        new(Descriptors.SigmoidOfClasses.Id, site, [layer, Text.Number(outputs)]) { Fix = fix };

    public static Fault SquaredErrorOfSoftmax(LossKind loss, string layer, Site site) =>
        new(Descriptors.SquaredErrorOfSoftmax.Id, site, [loss.ToString(), layer])
        {
            Fix = new FixData(FixData.Training, [$"Loss.{LossKind.CategoricalCrossEntropy}"], []),
        };

    /// <param name="better">The initializer that fits.</param>
    public static Fault InitializerOfActivation(string layer, string initializer, string function, string better, Site site) =>
        new(Descriptors.InitializerOfActivation.Id, site, [layer, initializer, function, better])
        {
            Fix = new FixData(FixData.Setting, ["KernelInitializer=Initializer." + better], []),
        };

    /// <param name="pooling">The layer that would take [Flatten]'s place.</param>
    /// <param name="left">Weights that would be left.</param>
    public static Fault DenseOfMap(string layer, long own, long all, string map, string pooling, long left, Site site) =>
        new(Descriptors.DenseOfMap.Id, site, [layer, Text.Number(own), Text.Number(all),
            Math.Floor(100.0 * own / all).ToString(CultureInfo.InvariantCulture), map, pooling, Text.Number(left)]);

    /// <param name="kernel">Its extents with dilation.</param>
    /// <param name="fitting">Sizes that do not reach beyond the map.</param>
    public static Fault KernelBeyondMap(string layer, string kernel, string map, string fitting, Site site, FixData? fix) =>
        new(Descriptors.KernelBeyondMap.Id,
            site, [layer, kernel, map.Split('×').All(e => e == "1") ? "the one that there is" : $"the {map} that there are", fitting])
        {
            Fix = fix,
        };

    public static Fault SmallReceptiveField(string layer, string field, string input, Site site) =>
        new(Descriptors.SmallReceptiveField.Id, site, [layer, field, input]);

    /// <param name="what">"filters" or "units".</param>
    /// <param name="vectors">Vectors that they take.</param>
    /// <param name="lanes">Numbers of a vector.</param>
    public static Fault EmptyLanes(string layer, int channels, string what, int vectors, int lanes, Site site)
    {
        int fewer = (vectors - 1) * lanes, more = vectors * lanes;
        return new(Descriptors.EmptyLanes.Id, site, [layer, Text.Number(channels), what, Text.Plural(vectors, "vector", "vectors"),
            Text.Number(lanes), Text.Number(fewer), Text.Number(more)])
        {
            Fix = new FixData(
                FixData.Value, [fewer.ToString(CultureInfo.InvariantCulture), more.ToString(CultureInfo.InvariantCulture)], []),
        };
    }

    public static Fault ClipOfSix(string layer, Site site) =>
        new(Descriptors.ClipOfSix.Id, site, [layer]) { Fix = new FixData(FixData.Training, ["Layer.ReLU6"], [site]) };

    /// <param name="together">Channels that are multiplied at once.</param>
    public static Fault ActivationsWithoutEffect(int together, Machine machine, Site site) =>
        new(Descriptors.ActivationsWithoutEffect.Id, site,
            [Text.Number(together), Text.Number(machine.QuantizedFilters), Text.Number(machine.QuantizedWork)]);

    /// <param name="largest">Bytes of the largest kernel.</param>
    /// <param name="least">Bytes from which on one is kept in fewer bits.</param>
    public static Fault PrecisionWithoutEffect(PrecisionKind precision, long largest, long least, Site site) =>
        new(Descriptors.PrecisionWithoutEffect.Id, site, [precision.ToString(), Text.Number(least), Text.Number(largest)]);
}
