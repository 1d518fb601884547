using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph;

/// <summary>
/// A layer's written arguments, checked one by one as a recipe asks for them. A wrong value is reported and replaced by a harmless one,
/// so that a recipe reads straight through and all mistakes of a layer are found at once.
/// </summary>
internal sealed class LayerArguments(string layer, Site site, EquatableArray<LayerArgument> arguments, ICollection<Fault> faults)
{
    /// <summary>False when a size is missing or wrong, so that the layer's shape cannot be known.</summary>
    public bool ShapeIsKnown { get; private set; } = true;

    public string Layer => layer;

    public bool Has(string name) => Find(name) is not null;

    public Site Site(string? argument = null) => site with { Argument = argument };

    /// <summary>An argument that serves two axes is read twice but wrong once.</summary>
    public void Report(Fault fault)
    {
        if (!faults.Contains(fault)) faults.Add(fault);
    }

    /// <summary>A size that must be written and positive.</summary>
    public int Size(string name)
    {
        if (Find(name)?.Value is long value) return Positive(name, value);

        // The attribute does not compile yet; C# says so.
        ShapeIsKnown = false;
        return 1;
    }

    /// <summary>The first of the names that is written, or the default.</summary>
    public int Size(int @default, params string[] names)
    {
        foreach (string name in names)
        {
            if (Find(name)?.Value is long value) return Positive(name, value);
        }

        return @default;
    }

    /// <summary>A whole number that must be written; what is right is for the caller to know.</summary>
    public int Whole(string name)
    {
        if (Find(name)?.Value is long value) return (int)value;
        ShapeIsKnown = false;
        return 1;
    }

    /// <summary>Reports a whole number that does not fit; the layer's shape is then not known.</summary>
    public void Refuse(string name, int value, string expected)
    {
        ShapeIsKnown = false;
        Report(DeclarationFaults.SettingOutOfRange(layer, name, Text.Number(value), expected, Site(name)));
    }

    /// <summary>A whole number that may be 0.</summary>
    public int NotNegative(string name, int @default = 0)
    {
        if (Find(name)?.Value is not long value) return @default;
        if (value >= 0) return (int)value;
        ShapeIsKnown = false;
        Report(DeclarationFaults.SettingOutOfRange(layer, name, Text.Number(value), "at least 0", Site(name)));
        return 0;
    }

    /// <summary>A finite number in a range; wider than a float only while it is checked.</summary>
    public float Real(string name, double @default, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity)
    {
        if (RealOrNull(name) is not { } value) return (float)@default;
        bool finite = !float.IsNaN((float)value) && !float.IsInfinity((float)value);
        if (finite && value >= minimum && value <= maximum) return (float)value;
        string expected =
            double.IsNegativeInfinity(minimum) ? "a finite number" :
            double.IsPositiveInfinity(maximum) ? $"a finite number of at least {Text.Number(minimum)}" :
            $"from {Text.Number(minimum)} to {Text.Number(maximum)}";
        Report(DeclarationFaults.SettingOutOfRange(layer, name, Text.Number(value), expected, Site(name)));
        return (float)@default;
    }

    /// <summary>A number that may be infinite, greater than another one.</summary>
    public float Limit(string name, double @default, double above = double.NegativeInfinity)
    {
        if (RealOrNull(name) is not { } value) return (float)@default;
        if ((float)value > above || (double.IsNegativeInfinity(above) && double.IsNegativeInfinity(value))) return (float)value;
        string expected = double.IsNegativeInfinity(above) ? "a number" : $"a number greater than {Text.Number(above)}";
        Report(DeclarationFaults.SettingOutOfRange(layer, name, Text.Number(value), expected, Site(name)));
        return (float)@default;
    }

    public float Rate(string name)
    {
        if (RealOrNull(name) is not { } value) return 0;

        // Compared as the float that is compiled, which may round up to 1.
        if ((float)value is >= 0 and < 1) return (float)value;
        Report(DeclarationFaults.RateOutOfRange(layer, name, value, Site(name)));
        return 0;
    }

    public bool Flag(string name, bool @default) => Find(name)?.Value is bool value ? value : @default;

    public string? Word(string name) => Find(name)?.Value as string;

    public TEnum Choice<TEnum>(string name, TEnum @default) where TEnum : struct, Enum
    {
        if (Find(name)?.Value is not { } value) return @default;
        if (value is string word && Enum.TryParse(word, out TEnum member)) return member;
        Report(DeclarationFaults.UndefinedValue(layer, name, value.ToString(), Enum.GetNames(typeof(TEnum)), Site(name)));
        return @default;
    }

    /// <summary>Fractional numbers of an array argument; null when it does not compile. A written null is an array of nothing.</summary>
    public IReadOnlyList<double>? Reals(string name)
    {
        if (Find(name) is { } argument) return argument.Value is EquatableArray<double> values ? [.. values] : [];
        ShapeIsKnown = false;
        return null;
    }

    /// <summary>Numbers of an array argument; null when it does not compile. A written null is an array of nothing.</summary>
    public IReadOnlyList<int>? Sizes(string name)
    {
        if (Find(name) is { } argument) return argument.Value is EquatableArray<double> values ? [.. values.Select(v => (int)v)] : [];
        ShapeIsKnown = false;
        return null;
    }

    /// <summary>Texts of an array argument; null when it is not written.</summary>
    public IReadOnlyList<string>? Words(string name) =>
        Find(name) is { } argument ? argument.Value is EquatableArray<string> words ? [.. words] : [] : null;

    /// <summary>Marks the layer's shape as one that cannot be known, after a mistake that was reported elsewhere.</summary>
    public void ForgetShape() => ShapeIsKnown = false;

    private int Positive(string name, long value)
    {
        if (value >= 1) return (int)value;
        ShapeIsKnown = false;
        Report(DeclarationFaults.NonPositiveSize(layer, name, value, Site(name)));
        return 1;
    }

    private double? RealOrNull(string name) => Find(name)?.Value switch
    {
        double value => value,
        long value => value,
        _ => null,
    };

    private LayerArgument? Find(string name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == name) return argument;
        }

        return null;
    }
}
