using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>MC003x: names by which layers read each other, with the arguments that their messages take.</summary>
internal static class GraphFaults
{
    /// <param name="reason">Why it cannot be read, after the name: "stands further down".</param>
    /// <param name="near">What the name may have meant.</param>
    public static Fault UnknownValue(string layer, string name, string reason, EquatableArray<string> near, Site site) =>
        new(Descriptors.UnknownValue.Id, site, [layer, name, reason]) { Fix = Meant(near) };

    /// <param name="near">What the name may have meant.</param>
    public static Fault UnknownOutput(string name, string reason, EquatableArray<string> near, Site site) =>
        new(Descriptors.UnknownOutput.Id, site, [name, reason]) { Fix = Meant(near) };

    public static FixData? Meant(EquatableArray<string> near) => near.Count == 0 ? null : new FixData(FixData.Name, near, []);

    public static Fault OutputTaken(string name, string reason, Site site) => new(Descriptors.OutputTaken.Id, site, [name, reason]);

    public static Fault UnusedValue(string layer, Site site) => new(Descriptors.UnusedValue.Id, site, [layer]);
}
