namespace ModelCompiler.Generators.Diagnostics;

/// <summary>MC005x: weights of another model, with the arguments that their messages take.</summary>
internal static class SharedWeightsFaults
{
    /// <param name="what">Why not, after the other's name: "is no model".</param>
    public static Fault NotAModel(string model, string other, string what, Site site) =>
        new(Descriptors.SharesWithNoModel.Id, site, [model, other, what]);

    /// <param name="here">The first tensor that is not the other's, and its shape.</param>
    /// <param name="there">What the other model has in that place.</param>
    public static Fault Different(string model, string other, string here, string there, Site site) =>
        new(Descriptors.SharedWeightsDiffer.Id, site, [model, other, here, there]);
}
