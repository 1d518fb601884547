using Microsoft.CodeAnalysis.CSharp;
using ModelCompiler.Generators.Binding;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The method that gives a model with the weights of its file.</summary>
internal static class PretrainedEmitter
{
    /// <param name="body">What follows the parameters: lines of a body, or an expression.</param>
    public static void Write(SourceWriter writer, ModelSpec spec, params string[] body)
    {
        if (spec.Weights is not { } weights) return;
        string file = weights.FileName.Replace("&", "&amp;").Replace("<", "&lt;");
        writer.Line()
            .Lines([$"/// <summary>A model with the weights of <c>{file}</c>, which are a part of the program or lie beside it.</summary>",
                .. body]);
    }

    /// <param name="self">The model's class.</param>
    /// <param name="program">The class of its program.</param>
    public static void Write(SourceWriter writer, ModelSpec spec, string self, string program)
    {
        if (spec.Weights is not { } weights) return;
        string file = SymbolDisplay.FormatLiteral(weights.FileName, quote: true);
        Write(writer, spec, [
            $"public static {self} Pretrained()",
            "{",
            $"\tvar program = {program}.Unfilled();",
            $"\tglobal::ModelCompiler.Serialization.ModelFile.LoadPretrained({file}, typeof({self}).Assembly, program, "
                + $"global::ModelCompiler.WeightLayout.{weights.Layout});",
            "\treturn new(program);",
            "}",
        ]);
    }

    /// <summary>The program before its file is read.</summary>
    public static void WriteUnfilled(SourceWriter writer, ModelSpec spec, string name)
    {
        if (spec.Weights is null) return;
        writer.Line("/// <summary>With weights that a file will fill.</summary>");
        writer.Line($"public static ModelProgram Unfilled() => new(ParameterSet.Allocate({name}, Weights()));").Line();
    }
}
