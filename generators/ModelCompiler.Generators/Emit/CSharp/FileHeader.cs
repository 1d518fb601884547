using ModelCompiler.Generators.Binding;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>What every generated file begins with.</summary>
/// <remarks>
/// The user's class is reopened with every name written in full, and all else lies in a namespace that only this compiler writes into, with
/// its usings inside it: whatever types and global usings a project has, each name here finds the same type.
/// </remarks>
internal static class FileHeader
{
    /// <summary>Namespaces in which generated code looks for types.</summary>
    private static readonly string[] Namespaces =
        ["System", "System.Runtime.CompilerServices", Interop, "System.Runtime.Intrinsics", "System.Runtime.Intrinsics.X86"];

    /// <summary>Kernels name nothing of it unless they are checked.</summary>
    private const string Interop = "System.Runtime.InteropServices";

    /// <summary>Of a file that reopens the user's own class.</summary>
    public static void WriteFace(SourceWriter writer, params string[] description) => Write(writer, "enable", description);

    /// <summary>
    /// Of a file of the model's code. Nothing in it can be null, and to analyze it for nulls would be a third of the time that C# takes to
    /// compile it.
    /// </summary>
    /// <param name="types">Types of the runtime that it names.</param>
    public static void WriteCode(SourceWriter writer, ModelSpec spec, IEnumerable<string> types, params string[] description) =>
        WriteCode(writer, spec, types, [], description);

    /// <param name="types">Types of the runtime that it names.</param>
    /// <param name="owners">Types whose methods it calls by their names alone.</param>
    public static void WriteCode(SourceWriter writer, ModelSpec spec, IEnumerable<string> types, string[] owners,
        params string[] description)
    {
        Write(writer, "disable", description);
        writer.Line($"namespace {spec.CodeNamespace};").Line();
        WriteUsings(writer, types, owners);
    }

    /// <summary>Of a file of kernels, which are most of the text: with the usings that they need.</summary>
    /// <param name="types">Types of the runtime, by their full names, those that no kernel names among them.</param>
    /// <param name="texts">Of the kernels.</param>
    public static void WriteKernels(SourceWriter writer, ModelSpec spec, IEnumerable<string> types, IReadOnlyCollection<string> texts,
        params string[] description)
    {
        bool Named(string type) => texts.Any(text => text.Contains(type.Substring(type.LastIndexOf('.') + 1) + "."));
        Write(writer, "disable", description);
        writer.Line($"namespace {spec.CodeNamespace};").Line();
        WriteUsings(writer, Namespaces.Where(n => n != Interop || Named("MemoryMarshal")), types.Where(Named), []);
    }

    /// <summary>A file of the model's code that names no type of the runtime, with the usings that its text needs.</summary>
    public static string Code(ModelSpec spec, string description, SourceWriter text)
    {
        var writer = new SourceWriter();
        string body = text.ToString();
        Write(writer, "disable", [description]);
        writer.Line($"namespace {spec.CodeNamespace};").Line();
        string[] needed = [.. Namespaces.Where(n => NamesOf(n).Any(body.Contains))];
        if (needed.Length > 0) WriteUsings(writer, needed, [], []);
        return writer.Verbatim(body).ToString();
    }

    /// <summary>By what a launch, or what it is bound to, can be seen to need a namespace.</summary>
    private static string[] NamesOf(string name) => name switch
    {
        "System" => ["Span<", "Math"],
        "System.Runtime.CompilerServices" => ["Unsafe."],
        Interop => ["MemoryMarshal."],
        "System.Runtime.Intrinsics" => ["Vector"],
        _ => [".IsSupported"],
    };

    /// <param name="types">Types of the runtime, by their full names.</param>
    /// <param name="owners">Types whose methods are called by their names alone.</param>
    public static void WriteUsings(SourceWriter writer, IEnumerable<string> types, params string[] owners) =>
        WriteUsings(writer, Namespaces, types, owners);

    private static void WriteUsings(SourceWriter writer, IEnumerable<string> namespaces, IEnumerable<string> types, string[] owners)
    {
        foreach (string name in namespaces) writer.Line($"using global::{name};");
        foreach (string type in types) writer.Line($"using {type.Substring(type.LastIndexOf('.') + 1)} = global::{type};");
        foreach (string owner in owners) writer.Line($"using static global::{owner};");
        writer.Line();
    }

    /// <summary>A project may have a type called <c>nint</c>, which would come before the word.</summary>
    public static readonly string[] NativeInteger = ["#pragma warning disable CS8981 // A name of lower case: nint.",
        "using nint = global::System.IntPtr;", ""];

    private static void Write(SourceWriter writer, string nullable, IEnumerable<string> description)
    {
        writer.Line("// <auto-generated/>");
        foreach (string line in description) writer.Line($"// {line}");
        writer.Line($"#nullable {nullable}");
    }

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}

/// <summary>Opens the namespace, the partial declarations around a model and the model itself; closes them when disposed.</summary>
internal sealed class TypeNesting : IDisposable
{
    private readonly Stack<SourceWriter.Closer> open = new();

    public TypeNesting(SourceWriter writer, ModelSpec spec, string bases, Action? beforeModel = null)
    {
        if (spec.Namespace.Length > 0) open.Push(writer.Block($"namespace {spec.Namespace}"));
        foreach (TypeHeader outer in spec.ContainingTypes) open.Push(writer.Block($"partial {outer.Keyword} {outer.Name}"));
        beforeModel?.Invoke();
        open.Push(writer.Block($"partial {spec.Type.Keyword} {spec.Type.Name}{bases}"));
    }

    public void Dispose()
    {
        while (open.Count > 0) open.Pop().Dispose();
    }
}
