using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelCompiler.Documentation.Tests;

/// <summary>Reads settings of an <c>.editorconfig</c>: of the sections that a path matches, the last one that has a setting decides (editorconfig.org).</summary>
internal sealed class EditorConfig
{
    private readonly List<(Regex Files, string Name, string Value)> settings = [];

    public EditorConfig(string text)
    {
        Regex? files = null;
        foreach (string line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] is not ('#' or ';')))
        {
            string[] setting = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (line is ['[', .. var pattern, ']']) files = Matching(pattern);
            else if (files is not null && setting is [var name, var value]) settings.Add((files, name, value));
        }
    }

    /// <summary>The most characters that a line of a file may have; null: any number.</summary>
    /// <param name="path">From the folder of the <c>.editorconfig</c>, with <c>/</c> between folders.</param>
    public int? MaxLineLength(string path) => settings.LastOrDefault(s => s.Name == "max_line_length" && s.Files.IsMatch(path)).Value switch
    {
        null or "off" or "unset" => null,
        var number => int.Parse(number, CultureInfo.InvariantCulture),
    };

    /// <summary><c>*</c>: anything but a <c>/</c>; <c>**</c>: anything; <c>?</c>: one character; <c>{a,b}</c>: one of these. Without a <c>/</c> it is a name in any folder.</summary>
    private static Regex Matching(string pattern)
    {
        var regex = new StringBuilder(pattern.Contains('/', StringComparison.Ordinal) ? "^" : "^(?:.*/)?");
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*') { regex.Append(".*"); i++; }
            else regex.Append(pattern[i] switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                '{' => "(?:",
                ',' => "|",
                '}' => ")",
                '[' or '!' => throw new NotSupportedException($"The pattern '{pattern}' has a '{pattern[i]}', which is not read here."),
                '/' when i == 0 => "",
                var other => Regex.Escape(other.ToString()),
            });
        }

        return new Regex(regex.Append('$').ToString(), RegexOptions.CultureInvariant);
    }
}
