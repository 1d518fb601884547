using System.Globalization;
using System.Reflection;

namespace ModelCompiler.Generators.Tests.RandomDeclarations;

/// <summary>Declarations that C# accepts: any layers in any order, with any of their settings, sound or not. What the attributes offer is read from them.</summary>
internal sealed class DeclarationDrawer(int seed)
{
    private static readonly Type[] Layers = [.. typeof(LayerAttribute).Assembly.GetExportedTypes()
        .Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract && !t.IsGenericType).OrderBy(t => t.Name, StringComparer.Ordinal)];

    private static readonly string[] Names = ["a", "b", "unsafe", "A", "conv2d_1", "dense_1", "input", "", "x y", "1"];

    private readonly Random random = new(seed);

    /// <summary>A model of this name, its blocks before it.</summary>
    public string Next(string name)
    {
        var text = new List<string>();
        bool block = random.Next(4) == 0;
        if (block) text.Add($"[Block, {string.Join(", ", Several(1, 3))}] public class {name}Block;");
        List<string> attributes = ["Model", $"Input({string.Join(", ", Enumerable.Range(0, random.Next(3) == 0 ? random.Next(1, 3) : 3).Select(_ => Number(random.Next(60) == 0)))})",
            .. Several(1, 4)];
        if (block) attributes.Insert(random.Next(2, attributes.Count + 1), Use($"{name}Block"));
        if (random.Next(3) == 0) attributes.Add($"Dense({random.Next(1, 5)}, Activation = Activation.{(random.Next(2) == 0 ? "Softmax" : "Sigmoid")})");
        if (random.Next(3) == 0) attributes.Add($"Loss({Member(typeof(Loss))})");
        if (random.Next(12) == 0) attributes.Add($"Output(\"{Names[random.Next(Names.Length)]}\")");
        text.Add($"[{string.Join(", ", attributes)}] public partial class {name} {{ }}");
        return string.Join("\n", text);
    }

    private IEnumerable<string> Several(int least, int most) => [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Layer(Draw()))];

    /// <summary>Layers that read others by their names seldom, since the names are drawn, too.</summary>
    private Type Draw()
    {
        Type type = Layers[random.Next(Layers.Length)];
        bool joins = type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(string[])));
        return joins && random.Next(8) > 0 ? Draw() : type;
    }

    private string Use(string block) => random.Next(3) switch
    {
        0 => $"Use<{block}>({(random.Next(2) == 0 ? "" : $"Repeat = {random.Next(1, 4)}")})",
        1 => $"Residual<{block}>",
        _ => $"Branches<{block}, {block}>",
    };

    private string Layer(Type type)
    {
        ConstructorInfo[] constructors = type.GetConstructors();
        ParameterInfo[] parameters = constructors[random.Next(constructors.Length)].GetParameters();
        List<string> arguments = [.. parameters.SelectMany(Arguments)];
        PropertyInfo[] settings = [.. type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && p.DeclaringType != typeof(Attribute))];
        foreach (PropertyInfo setting in settings.OrderBy(_ => random.Next()).Take(random.Next(4) == 0 ? random.Next(1, 4) : 0))
        {
            if (Value(setting.PropertyType) is { } value) arguments.Add($"{setting.Name} = {value}");
        }

        string name = type.Name[..^"Attribute".Length];
        return arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments)})";
    }

    private IEnumerable<string> Arguments(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue && random.Next(2) == 0) yield break; // What follows is named, so anything may be left out.
        if (parameter.ParameterType.IsArray)
        {
            foreach (int _ in Enumerable.Range(0, random.Next(1, 4))) yield return Value(parameter.ParameterType.GetElementType()!)!;
            yield break;
        }

        string value = Value(parameter.ParameterType)!;
        yield return $"{parameter.Name}: {value}";
    }

    private string? Value(Type type) => type switch
    {
        _ when type == typeof(int) => Number(random.Next(25) == 0),
        _ when type == typeof(double) => random.Next(12) == 0 ? Odd() : random.NextDouble().ToString("0.###", CultureInfo.InvariantCulture),
        _ when type == typeof(float) => random.NextDouble().ToString("0.###", CultureInfo.InvariantCulture) + "f",
        _ when type == typeof(bool) => random.Next(2) == 0 ? "true" : "false",
        _ when type == typeof(string) => $"\"{Names[random.Next(Names.Length)]}\"",
        { IsEnum: true } => random.Next(30) == 0 ? $"({type.Name})99" : Member(type),
        _ => null,
    };

    private string Member(Type type) => $"{type.Name}.{Enum.GetNames(type)[random.Next(Enum.GetNames(type).Length)]}";

    private string Number(bool odd) =>
        (odd ? (int[])[0, -1, int.MaxValue, int.MinValue, 65536, 1_000_003] : [1, 2, 3, 4, 5, 7, 8, 16, 17])[random.Next(odd ? 6 : 9)].ToString(CultureInfo.InvariantCulture);

    private string Odd() => new[] { "double.NaN", "double.PositiveInfinity", "-1", "1e300", "0", "double.Epsilon" }[random.Next(6)];
}
