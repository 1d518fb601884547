using System.Security.Cryptography;
using System.Text;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Emit;

/// <summary>What generated files are called: by the model's full name, since two models of one name may stand in two namespaces.</summary>
internal static class HintNames
{
    /// <summary>
    /// The models, by full name, that another one differs from in nothing but case: Roslyn takes such names of files for one, as some file
    /// systems do.
    /// </summary>
    public static EquatableArray<string> Alike(IEnumerable<string> models) =>
        models.Distinct().GroupBy(m => m, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).SelectMany(g => g)
            .OrderBy(m => m, StringComparer.Ordinal).ToEquatableArray();

    public static string Of(GeneratedFile file, EquatableArray<string> alike)
    {
        bool isAmbiguous = alike.Contains(file.Model) || !file.Model.All(c => c == '@' || IsAllowed(c));
        return $"{Allowed(file.Model)}{(isAmbiguous ? "-" + ShortHash(file.Model) : "")}.{file.Part}.g.cs";
    }

    private static string Allowed(string model) => string.Concat(model.Replace("@", "").Select(c => IsAllowed(c) ? c : '_'));

    /// <summary>Identifiers have letters that hint names do not.</summary>
    private static bool IsAllowed(char c) => char.IsLetterOrDigit(c) || c is '.' or '_';

    /// <summary>Of the name alone, so that no other model changes it.</summary>
    private static string ShortHash(string text)
    {
        using SHA256 sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(4).Select(b => b.ToString("x2")));
    }
}
