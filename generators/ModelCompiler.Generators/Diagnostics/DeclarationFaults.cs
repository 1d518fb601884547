using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Diagnostics;

/// <summary>MC00xx, with the arguments that their messages take.</summary>
internal static class DeclarationFaults
{
    public static Fault NotPartial(string model) => new(Descriptors.NotPartial.Id, Site.Class, [model]);

    public static Fault ContainerNotPartial(string container, string model, string keyword) =>
        new(Descriptors.ContainerNotPartial.Id, new Site(-1, container), [container, model, keyword]);

    public static Fault UnsupportedClass(string model, string what, string instead) =>
        new(Descriptors.UnsupportedClass.Id, Site.Class, [model, what, instead]);

    public static Fault NoInput(string model) => new(Descriptors.NoInput.Id, Site.Class, [model]);

    public static Fault InputNotFirst(string firstKind, int first, int attribute) =>
        new(Descriptors.InputNotFirst.Id, new Site(attribute), [firstKind])
        {
            Fix = new FixData(FixData.Move, ["Input"], [new Site(first)]),
        };

    public static Fault SecondInput(string model, int attribute) => new(Descriptors.SecondInput.Id, new Site(attribute), [model]);

    public static Fault LayersOnTwoDeclarations(string model, int count, string kind, string firstKind, int attribute) =>
        new(Descriptors.LayersOnTwoDeclarations.Id, new Site(attribute), [model, Text.Number(count), kind, firstKind]);

    public static Fault NoLayers(string model) => new(Descriptors.NoLayers.Id, Site.Class, [model]);

    public static Fault UnknownLayer(string kind, IEnumerable<string> known, Site site) =>
        new(Descriptors.UnknownLayer.Id, site, [kind, string.Join(", ", known)]);

    /// <param name="valid">A name that is, and is nearly the same.</param>
    public static Fault InvalidName(string name, string? valid, Site site) =>
        new(Descriptors.InvalidName.Id, site, [name]) { Fix = GraphFaults.Meant(valid is null ? [] : [valid]) };

    public static Fault DuplicateName(string name, (int Number, string Kind) first, (int Number, string Kind) second, Site site) =>
        new(Descriptors.DuplicateName.Id, site, [name, Text.Number(first.Number), first.Kind, Text.Number(second.Number), second.Kind]);

    public static Fault NonPositiveSize(string layer, string argument, long value, Site site) =>
        new(Descriptors.NonPositiveSize.Id, site, [layer, argument, Text.Number(value)]);

    public static Fault RateOutOfRange(string layer, string argument, double value, Site site) =>
        new(Descriptors.RateOutOfRange.Id, site, [layer, argument, Text.Number(value)])
        {
            // A percentage was meant.
            Fix = value is > 1 and < 100 ? new FixData(FixData.Value, [Text.Number(value / 100)], []) : null,
        };

    public static Fault SettingOutOfRange(string layer, string argument, string value, string expected, Site site) =>
        new(Descriptors.SettingOutOfRange.Id, site, [layer, argument, value, expected]);

    /// <param name="setting">Pad, or the one of a side.</param>
    public static Fault PaddingTwice(string layer, string padding, string setting, long pad, Site site) =>
        new(Descriptors.PaddingTwice.Id, site, [layer, padding, setting, Text.Number(pad)]);

    public static Fault UndefinedValue(string layer, string argument, string value, IEnumerable<string> members, Site site) =>
        new(Descriptors.UndefinedValue.Id, site, [layer, argument, value, string.Join(", ", members)]);

    /// <param name="argument">Which of a model's precisions it is.</param>
    public static Fault PrecisionOfOthers(string argument, PrecisionKind precision, Site site) =>
        new(Descriptors.PrecisionOfOthers.Id, site,
            [argument, precision.ToString(), precision == PrecisionKind.Float16
                ? "weights of predictions have BFloat16, which every processor widens with a shift; Float16 is for TrainingPrecision"
                : "training needs elements that hold fractions of any size: BFloat16 or Float16"]);

    public static Fault UnusedSetting(string layer, string setting, string with, string use, Site site) =>
        new(Descriptors.UnusedSetting.Id, site, [layer, setting, with, use]);

    public static Fault NameOfMember(string model) => new(Descriptors.NameTaken.Id, Site.Class,
        [$"a model has a member '{model}', which cannot have the name of its class; give the class another name"]);

    /// <param name="member">As it is written.</param>
    /// <param name="place">Its name, after <c>base.</c> if a base class wants it overridden.</param>
    public static Fault MemberTaken(string model, string member, string place) => new(Descriptors.NameTaken.Id, Site.Member(place), [
        place.StartsWith("base.", StringComparison.Ordinal)
            ? $"a base class of '{model}' has an abstract member '{member}', which is the name of a member that is generated; "
                + "give the base class's member another name"
            : place == GeneratedMembers.Constructor ? $"the constructor '{member}' of '{model}' is generated; remove it, "
                + "or give it other parameters"
            : $"'{member}' of '{model}' is the name of a member that is generated; give it another name"]);

    public static Fault ConstructorWithoutModel(string model, string constructor) =>
        new(Descriptors.NameTaken.Id, Site.Member(GeneratedMembers.Constructor), [
            $"the constructor '{constructor}' of '{model}' does not make weights; let it call a generated constructor, "
                + "such as ': this(seed: 0)'"]);

    public static Fault OldLanguage(string model, string needed, string version) =>
        new(Descriptors.OldLanguage.Id, Site.Class, [model, needed, version]);

    public static Fault LayersWithoutModel(string type, string kind) => new(Descriptors.LayersWithoutModel.Id, Site.Class, [type, kind]);
}
