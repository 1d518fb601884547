using ModelCompiler.Generators.Binding;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>The constructor over another model's weights.</summary>
internal static class SharedWeightsEmitter
{
    /// <param name="rest">What follows the parameters.</param>
    /// <param name="body">Lines after that.</param>
    public static void Write(SourceWriter writer, ModelSpec spec, string rest, params string[] body)
    {
        if (spec.Shares is not { } shares) return;
        writer.Line().Lines([
            "/// <summary>A model over the weights of another one. Training either changes both.</summary>",
            "/// <param name=\"weights\">The model that has the weights.</param>",
            $"{(shares.IsPublic ? "public" : "internal")} {spec.Type.Name}({shares.Model.QualifiedName} weights){rest}",
            .. body,
        ]);
    }
}
