using System.Globalization;

namespace ModelCompiler.Testing.Networks;

/// <summary>Collects an attribute's arguments as C# text.</summary>
public sealed class AttributeArguments
{
    private readonly List<string> texts = [];

    /// <summary>A positional argument.</summary>
    public void Add(int value) => texts.Add(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A positional argument with a fraction.</summary>
    public void Add(double value) => texts.Add(Text(value));

    /// <summary>A positional text.</summary>
    public void Add(string text) => texts.Add($"\"{text}\"");

    /// <summary>A positional argument as it is to be written.</summary>
    public void Raw(string text) => texts.Add(text);

    /// <summary>A named argument as it is to be written.</summary>
    public void Named(string name, string text) => texts.Add($"{name} = {text}");

    /// <summary>A named number, unless it is the default.</summary>
    public void Unless(int ordinary, string name, int value)
    {
        if (value != ordinary) Named(name, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A named number with a fraction, unless it is zero.</summary>
    public void UnlessZero(string name, double value)
    {
        if (value != 0) Named(name, Text(value));
    }

    /// <summary>A named truth value, unless it is true.</summary>
    public void UnlessTrue(string name, bool value)
    {
        if (!value) Named(name, "false");
    }

    /// <summary>The attribute without brackets.</summary>
    public string Render(string attribute) => texts.Count == 0 ? attribute : $"{attribute}({string.Join(", ", texts)})";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
