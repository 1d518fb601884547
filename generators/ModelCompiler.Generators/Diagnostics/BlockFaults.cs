using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>MC004x: blocks and their uses, with the arguments that their messages take.</summary>
internal static class BlockFaults
{
    public static Fault NotABlock(string type, string user, Site site) => new(Descriptors.NotABlock.Id, site, [type, user]);

    public static Fault BlockOfModel(string block, string attribute, Site site) =>
        new(Descriptors.BlockOfModel.Id, site, [block, attribute]);

    public static Fault EmptyBlock(string block) => new(Descriptors.EmptyBlock.Id, Site.Class, [block]);

    /// <param name="through">Empty, or " through 'Other'".</param>
    public static Fault RecursiveBlock(string block, string through, Site site) =>
        new(Descriptors.RecursiveBlock.Id, site, [block, through]);

    public static Fault ParameterOutside(string layer, string parameter, Site site) =>
        new(Descriptors.ParameterOutside.Id, site, [layer, parameter]);

    public static Fault ParameterMissing(string use, string parameter, string layer, string how, Site site) =>
        new(Descriptors.ParameterMissing.Id, site, [use, layer, parameter, how]);

    public static Fault ParameterExpression(string layer, string argument, string reason, Site site) =>
        new(Descriptors.ParameterExpression.Id, site, [layer, argument, reason]);

    public static Fault TooManyLayers(string model, int most, Site site) =>
        new(Descriptors.TooManyLayers.Id, site, [model, Text.Number(most)]);

    public static Fault ShortcutShapes(string residual, string block, string input, string output, string reason, Site site) =>
        new(Descriptors.ShortcutShapes.Id, site, [residual, block, input, output, reason]);
}
