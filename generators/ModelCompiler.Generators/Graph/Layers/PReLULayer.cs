using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Graph.Layers;

/// <summary>A rectifier with learnt slopes.</summary>
internal sealed class PReLULayer : ILayerRecipe
{
    public string Kind => "PReLU";

    public void Build(LayerBuilder layer)
    {
        var arguments = layer.Arguments;
        int[] shared = arguments.Has("SharedAxes") ? [.. arguments.Sizes("SharedAxes")!.Distinct().OrderBy(a => a)] : [];
        if (shared.Any(a => a is < 1 or > 3))
        {
            arguments.ForgetShape();
            arguments.Report(DeclarationFaults.SettingOutOfRange(
                layer.Name, "SharedAxes", string.Join(", ", shared), "numbers from 1, the first axis after the batch, to 3",
                    arguments.Site("SharedAxes")));
        }

        var alpha = new ParameterDeclaration($"{layer.Name}.alpha",
            InitializerArguments.Read(arguments, "AlphaInitializer", "Zeros"), 0, 0, layer.Trainable);
        layer.Append(new LearntRectifier(alpha, shared.ToEquatableArray()), "activated");
    }
}
