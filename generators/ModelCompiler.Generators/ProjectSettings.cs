using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators;

/// <summary>Reads a project's properties by what they take, and collects what is none of it: nothing is left at its
/// default in silence.</summary>
internal sealed class ProjectSettings(Func<string, string?> property)
{
    private readonly List<UnknownSetting> unknown = [];

    /// <summary>What was written that no property takes.</summary>
    public EquatableArray<UnknownSetting> Unknown => unknown.ToEquatableArray();

    /// <summary>The value that a name stands for, in whatever case; the first one's where the property is absent.</summary>
    public T One<T>(string name, params (string Name, T Value)[] takes)
    {
        string given = (property(name) ?? "").Trim();
        int found = given.Length == 0 ? 0 : Find(given, takes);
        if (found < 0) Refuse(name, given, given, [.. takes.Select(t => t.Name).Where(t => t.Length > 0)], "");
        return takes[Math.Max(found, 0)].Value;
    }

    /// <summary>The values that names of a list stand for; none where the property is absent.</summary>
    public IReadOnlyList<T> Several<T>(string name, params (string Name, T Value)[] takes)
    {
        var values = new List<T>();
        foreach (string given in List(name))
        {
            int found = Find(given, takes);
            if (found >= 0) values.Add(takes[found].Value);
            else Refuse(name, given, given, [.. takes.Select(t => t.Name)], ", with semicolons between");
        }

        return values;
    }

    /// <summary>Pairs <c>name=number</c> of a list, those of known names.</summary>
    public IReadOnlyList<(string Name, long Value)> Numbers(string name, IReadOnlyCollection<string> takes)
    {
        var numbers = new List<(string, long)>();
        foreach (string given in List(name))
        {
            int at = given.IndexOf('=');
            string named = at < 0 ? given : given.Substring(0, at);
            if (takes.Contains(named) && at > 0 && long.TryParse(given.Substring(at + 1), out long value)) numbers.Add((named, value));
            else Refuse(name, given, named, takes, ", each with = and a whole number");
        }

        return numbers;
    }

    private static int Find<T>(string given, (string Name, T Value)[] takes) =>
        Array.FindIndex(takes, t => string.Equals(t.Name, given, StringComparison.OrdinalIgnoreCase));

    /// <summary>The build files pass lists on with commas, under a second name: semicolons do not arrive.</summary>
    private string[] List(string name) => (property(name + "Listed") is { Length: > 0 } listed ? listed : property(name) ?? "")
        .Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private void Refuse(string name, string given, string meant, IReadOnlyCollection<string> takes, string form)
    {
        EquatableArray<string> near = takes.Contains(meant) ? [] : Nearest.Of(meant, takes);
        unknown.Add(new UnknownSetting(
            name, given, string.Join(", ", takes) + form + (near.Count == 0 ? "" : $"; did you mean {string.Join(" or ", near)}?")));
    }
}

/// <summary>A part of a property's value that the property does not take.</summary>
/// <param name="Takes">What it takes.</param>
internal sealed record UnknownSetting(string Property, string Given, string Takes);
