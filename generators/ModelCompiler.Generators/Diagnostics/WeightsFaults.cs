namespace ModelCompiler.Generators.Diagnostics;

/// <summary>MC0212 and MC0213: a model's file of weights, with the arguments that their messages take.</summary>
internal static class WeightsFaults
{
    /// <param name="why">After the file's name: why it is not read, and what to do.</param>
    public static Fault NotThere(string model, string file, string why, Site site) =>
        new(Descriptors.WeightsNotThere.Id, site, [model, file, why]);

    /// <param name="what">The first tensor that does not fit, and how.</param>
    /// <param name="remedy">What to do.</param>
    public static Fault Differs(string file, string model, string what, string remedy, Site site) =>
        new(Descriptors.WeightsDiffer.Id, site, [file, model, what, remedy]);
}
