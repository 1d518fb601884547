using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Binding;

/// <summary>Members that a model is given, beside those that it has: where both would have one name, one of them must go.</summary>
internal static class GeneratedMembers
{
    public const string Constructor = ".ctor";

    /// <summary>What identifies a method: its name and the types of its parameters.</summary>
    private const string Inputs = "System.ReadOnlySpan<float>", Outputs = "System.Span<float>";

    /// <summary>Members that are numbers known to C#.</summary>
    public static readonly string[] Constants = ["ParameterCount", "NonTrainableParameterCount", "InputSize", "OutputSize"];

    private static readonly string[] Properties = ["ParameterCount", "NonTrainableParameterCount", "InputSize", "OutputSize", "Summary",
        "Parameters", "Threads"];

    private static readonly string[] Methods = [$"Predict({Inputs}, {Outputs})", $"Predict({Inputs})", "Share()",
        "Save(string)", "Load(string)"];

    /// <summary>Those of models that quantize activations.</summary>
    private static readonly string[] CalibrationMethods = [$"Calibrate({Inputs})", "ResetCalibration()"];

    private const string IsCalibrated = "IsCalibrated";

    /// <param name="outputs">Whether the model has named outputs.</param>
    /// <param name="calibrated">Whether the model quantizes activations.</param>
    /// <param name="shares">The other model's class, if this one shares its weights.</param>
    public static GeneratedNames Of(INamedTypeSymbol model, bool outputs, bool calibrated, INamedTypeSymbol? shares)
    {
        var faults = new List<Fault>();
        var taken = new List<string>();
        void Take(string name, Fault fault)
        {
            faults.Add(fault);
            taken.Add(name);
        }

        IEnumerable<string> methods = Methods.Concat(outputs ? [$"PredictOutput(string, {Inputs})"] : [])
            .Concat(calibrated ? CalibrationMethods : []);
        foreach (string name in Properties.Concat(outputs ? ["Outputs"] : []).Concat(calibrated ? [IsCalibrated] : []))
        {
            if (name == model.Name) Take(name, DeclarationFaults.NameOfMember(model.Name));
            else if (Own(model, name).Any()) Take(name, DeclarationFaults.MemberTaken(model.Name, name, name));
            else if (MustOverride(model, name, null)) Take(name, DeclarationFaults.MemberTaken(model.Name, name, "base." + name));
        }

        foreach (IGrouping<string, string> overloads in methods.GroupBy(m => m.Substring(0, m.IndexOf('('))))
        {
            string name = overloads.Key;
            if (name == model.Name) Take(name, DeclarationFaults.NameOfMember(model.Name));
            else if (Own(model, name).FirstOrDefault(m => m is not IMethodSymbol method || overloads.Contains(Signature(method)))
                is { } mine)
                Take(name, DeclarationFaults.MemberTaken(model.Name, mine is IMethodSymbol ? Short(mine) : name, name));
            else if (overloads.Any(o => MustOverride(model, name, o)))
                Take(name, DeclarationFaults.MemberTaken(model.Name, name, "base." + name));
        }

        foreach (IMethodSymbol constructor in model.InstanceConstructors.Where(c => IsWritten(c) && !IsPrimary(c)))
        {
            bool same = constructor.Parameters.Length == 1 && (constructor.Parameters[0].Type.SpecialType == SpecialType.System_Int32
                || (shares is not null && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, shares)));
            if (same) Take(Constructor, DeclarationFaults.MemberTaken(model.Name, Short(constructor), Constructor));
            else if (!Chains(constructor)) faults.Add(DeclarationFaults.ConstructorWithoutModel(model.Name, Short(constructor)));
        }

        return new GeneratedNames(taken.Distinct().ToEquatableArray(), Free(model, "program"),
            model.BaseType is { SpecialType: not SpecialType.System_Object }, faults);
    }

    /// <summary>The user's own members of a name; the analyzer sees generated ones too.</summary>
    private static IEnumerable<ISymbol> Own(INamedTypeSymbol type, string name) => type.GetMembers(name).Where(IsWritten);

    public static bool IsWritten(ISymbol member) =>
        !member.IsImplicitlyDeclared && member.DeclaringSyntaxReferences.Any(r => !IsGenerated(r.SyntaxTree));

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.Contains(typeof(ModelGenerator).FullName);

    /// <summary>Whether a base class leaves the member to be written, which a generated one does not do.</summary>
    private static bool MustOverride(INamedTypeSymbol model, string name, string? signature)
    {
        for (INamedTypeSymbol? b = model.BaseType; b is not null; b = b.BaseType)
        {
            if (b.GetMembers(name)
                .Any(m => m.IsAbstract && (signature is null || m is not IMethodSymbol method || Signature(method) == signature)))
                return true;
        }

        return false;
    }

    /// <summary>Another diagnostic says that there can be none.</summary>
    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>Of several constructors one must call another, since only the generated ones have weights.</summary>
    private static bool Chains(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax()
            is ConstructorDeclarationSyntax { Initializer.ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword });

    /// <summary>A name for a field that neither the class nor a base class uses.</summary>
    private static string Free(INamedTypeSymbol model, string name)
    {
        string free = name;
        for (int n = 2; free == model.Name || Used(free); n++) free = name + n;
        return free;

        bool Used(string candidate)
        {
            if (Own(model, candidate).Any()) return true;
            for (INamedTypeSymbol? b = model.BaseType; b is not null; b = b.BaseType)
            {
                if (b.GetMembers(candidate).Any(m => m.DeclaredAccessibility != Accessibility.Private)) return true;
            }

            return false;
        }
    }

    private static string Signature(IMethodSymbol method) =>
        $"{method.Name}({string.Join(", ", method.Parameters.Select(p => p.Type.ToDisplayString()))})";

    private static string Short(ISymbol member) =>
        member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat).Split('.').Last();
}

/// <summary>What generated code may be called.</summary>
/// <param name="Taken">Members that the class has itself.</param>
/// <param name="Field">A free name for the field that holds the program.</param>
/// <param name="Derived">Whether a base class may have members of the names that are generated.</param>
internal sealed record GeneratedNames(EquatableArray<string> Taken, string Field, bool Derived, IReadOnlyList<Fault> Faults);
