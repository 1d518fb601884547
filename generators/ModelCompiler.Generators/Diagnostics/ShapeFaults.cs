using System.Globalization;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>MC01xx, with the arguments that their messages take. Values are given as text: 5×5×16.</summary>
internal static class ShapeFaults
{
    /// <summary>Counts and extents past this do not fit an index.</summary>
    public const long MaximumCount = int.MaxValue;

    public static Fault KernelTooLarge(string layer, string kernel, string input, string remedy, Site site) =>
        new(Descriptors.KernelTooLarge.Id, site, [layer, kernel, input, remedy]);

    public static Fault DenseOnMap(string layer, string input, int rank, long elements, Site site) =>
        new(Descriptors.DenseOnMap.Id, site, [layer, input, Text.Number(rank), Text.Plural(elements, "element", "elements")]);

    public static Fault FlattenOfVector(string layer, string input, Site site) => new(Descriptors.FlattenOfVector.Id, site, [layer, input]);

    public static Fault WrongRank(string layer, string kind, string wanted, string input, int rank, string remedy, Site site) =>
        new(Descriptors.WrongRank.Id, site, [layer, kind, wanted, input, Text.Plural(rank, "axis", "axes"), remedy]);

    public static Fault ReshapeCount(
        string layer, string input, string inputCount, string target, string targetCount, string remedy, Site site) =>
        new(Descriptors.ReshapeCount.Id, site, [layer, input, inputCount, target, targetCount, remedy]);

    public static Fault ReshapeTarget(string layer, string target, string mistake, Site site) =>
        new(Descriptors.ReshapeTarget.Id, site, [layer, target, mistake]);

    public static Fault DroppedCells(
        string layer, string stride, string dropped, string input, string arithmetic, string remedy, Site site) =>
        new(Descriptors.DroppedCells.Id, site, [layer, stride, dropped, input, arithmetic, remedy]);

    public static Fault TooManyParameters(string owner, long count, string arithmetic, Site site) =>
        new(Descriptors.TooManyParameters.Id, site, [owner, Text.Number(count), arithmetic, Text.Number(MaximumCount)]);

    public static Fault TooMuchMemory(string model, long count, long most, string layer, string shape) =>
        new(Descriptors.TooMuchMemory.Id, Site.Class, [model, Text.Number(count), Text.Number(most), layer, shape]);

    public static Fault TooManyElements(string layer, string shape, long count, Site site) =>
        new(Descriptors.TooManyElements.Id, site, [layer, shape, Text.Number(count), Text.Number(MaximumCount)]);

    public static Fault PadCoversWindow(string layer, int pad, int size, Site site) =>
        new(Descriptors.PadCoversWindow.Id, site,
            [layer, Text.Number(pad), Text.Number(size), size == 1 ? "remove it" : $"use a Pad of at most {Text.Number(size - 1)}"])
        {
            Fix = FixOf([size - 1]),
        };

    public static Fault SoftmaxOfOne(string layer, Site site) => new(Descriptors.SoftmaxOfOne.Id, site, [layer]);

    public static Fault GroupsDoNotDivide(string layer, int groups, string input, int channels, int filters, Site site)
    {
        var fitting = Enumerable.Range(1, Math.Min(channels, filters)).Where(g => channels % g == 0 && filters % g == 0).ToList();
        var near = fitting.OrderBy(g => Math.Abs(g - groups)).Take(2).ToList();
        return new(Descriptors.GroupsDoNotDivide.Id, site, [layer, Text.Number(groups), input, Text.Plural(channels, "channel", "channels"),
            Text.Plural(filters, "filter", "filters"), string.Join(" or ", near.OrderBy(g => g).Select(g => Text.Number(g)))])
        {
            Fix = FixOf(near),
        };
    }

    public static Fault UnequalShapes(string layer, string what, string input, string other, Site site) =>
        new(Descriptors.UnequalShapes.Id, site, [layer, what, input, other]);

    public static Fault UnequalMaps(string layer, string input, string other, Site site) =>
        new(Descriptors.UnequalMaps.Id, site, [layer, input, other]);

    public static Fault CroppedAway(string layer, int before, int after, int extent, string cells, string input, Site site) =>
        new(Descriptors.CroppedAway.Id, site, [
            layer, Text.Number(before), Text.Number(after), Text.Plural(extent, cells.TrimEnd('s'), cells), input,
            extent == 1 ? "there is nothing to crop, so remove both numbers" : $"crop at most {Text.Number(extent - 1)} in all"]);

    public static Fault ChannelsDoNotDivide(string layer, string input, int channels, long parts, string what, Site site)
    {
        // A pixel shuffle's factor is not what divides.
        bool shuffles = what.Contains(" ");
        var fitting = Enumerable.Range(2, channels - 1).Where(p => channels % p == 0).OrderBy(p => Math.Abs(p - parts)).Take(3).ToList();
        string remedy =
            shuffles ? $"give the layer before it a multiple of {Text.Number(parts)} channels" :
            fitting.Count == 0 ? "nothing but 1 divides them, so leave this layer out" :
            fitting.Count == 1 ? $"but for 1, only {Text.Number(fitting[0])} divides them" :
            $"numbers that divide them are {string.Join(", ", fitting.OrderBy(p => p).Select(p => Text.Number(p)))}";
        return new(Descriptors.ChannelsDoNotDivide.Id,
            site, [layer, Text.Plural(channels, "channel", "channels"), input, Text.Number(parts), what, remedy])
        {
            Fix = shuffles ? null : FixOf(fitting),
        };
    }

    public static Fault SliceOutside(string layer, int start, int length, int axis, int extent, string input, Site site) =>
        new(Descriptors.SliceOutside.Id, site, [
            layer,
            length == 1 ? $"element {Text.Number(start)}" : $"elements {Text.Number(start)} to {Text.Number(start + (long)length - 1)}",
            Text.Number(axis), input, Text.Number(extent),
            extent == 1 ? "element 0 is all that a slice can be"
                : $"choose a start and a length that end at element {Text.Number(extent - 1)} or before"]);

    public static Fault NothingLeft(string layer, int cut, string whole, Site site) =>
        new(Descriptors.PadCutsAll.Id, site, [layer, Text.Number(cut), whole.Split('×').All(w => w == "1") ? "1 cell" : whole + " cells"]);

    public static Fault KernelNumbers(string layer, int height, int width, int count, Site site) => new(
        Descriptors.KernelNumbers.Id, site,
        [layer, Text.Number(height), Text.Number(width), Text.Plural(Counting.Times(height, width), "number", "numbers"),
            Text.Number(count)]);

    private static FixData? FixOf(IEnumerable<int> values) =>
        new(FixData.Value, values.Select(v => v.ToString(CultureInfo.InvariantCulture)).ToEquatableArray(), []);

    public static Fault LayerFacts(string output, long parameters, long multiplyAdds, Site site) =>
        new(Descriptors.LayerFacts.Id, site,
            [output, Text.Plural(parameters, "parameter", "parameters"), Text.Plural(multiplyAdds, "multiply-add", "multiply-adds")]);
}
