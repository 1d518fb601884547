using System.Text;

namespace ModelCompiler.Generators.Comprehensions;

/// <summary>
/// A program as text: what goes in, then each definition with its phase, its gradient rule and its statements as formulas.
/// </summary>
internal static class TensorProgramPrinter
{
    public static string Print(TensorProgram program)
    {
        var text = new StringBuilder().Append("program ").Append(program.Model).Append('\n');
        text.Append($"  input {program.Input}\n");
        if (program.Loss is { } loss) text.Append($"  target {loss.Target}\n");
        if (program.Loss?.Weight is { } weight) text.Append($"  weight {weight}\n");
        foreach (ParameterBinding binding in program.Parameters) text.Append($"  {Describe(binding)}\n");
        foreach (Definition definition in program.Definitions) Append(text, definition);
        text.Append($"  output {program.Output}\n");
        foreach (NamedTensor output in program.Outputs) text.Append($"  output {output.Name} = {output.Value}\n");
        foreach (ParameterUpdate update in program.Updates)
            text.Append($"  after a step {update.Parameter.Name} becomes {update.Next.Name}\n");
        if (program.Loss is { } result)
            text.Append($"  loss {string.Join(" + ", result.Penalties.Select(p => p.Name).Prepend(result.PerSample.Name))}\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, Definition definition)
    {
        text.Append($"  {definition.Layer}, {definition.Phase.ToString().ToLowerInvariant()}{Describe(definition.Rule)}\n");
        foreach (Comprehension statement in definition.Statements) text.Append($"    {ComprehensionPrinter.Print(statement)}\n");
    }

    private static string Describe(ParameterBinding binding) =>
        $"{(binding.Parameter.Declaration.Trainable ? "" : "frozen ")}parameter {binding.Weights}";

    /// <summary>Only what is not the usual rule, statement by statement.</summary>
    private static string Describe(GradientRule rule) => rule switch
    {
        GradientRule.Reshaped reshaped => $": {reshaped.Result} is the memory of {reshaped.Source}",
        GradientRule.Softmax softmax => $": differentiated as the softmax of {softmax.Source.Name}",
        GradientRule.Normalization normalization => $": differentiated as the normalization of {normalization.Source.Name} by its batch",
        GradientRule.ResponseNormalization responses => $": differentiated as the response normalization of {responses.Source.Name}",
        GradientRule.Given given => $": gives {given.Gradient.Name} itself",
        _ => "",
    };
}
