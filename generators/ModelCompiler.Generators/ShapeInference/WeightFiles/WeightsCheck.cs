using System.Collections.Immutable;
using System.IO;
using Microsoft.CodeAnalysis;
using ModelCompiler.Generators.Binding;
using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.WeightFiles;

/// <summary>Compares a declaration with the headers of the weight files that are given for it.</summary>
internal static class WeightsCheck
{
    /// <summary>The first thing that is wrong with the model's file, if anything.</summary>
    /// <param name="files">The compilation's additional files; those of weights end in <see cref="WeightHeader.Suffix"/>.</param>
    public static Fault? Find(ModelSpec spec, ShapedGraph graph, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        if (spec.Weights is not { } weights) return null;
        var site = new Site(weights.Attribute, "path");
        if (!weights.FileName.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            return WeightsFaults.NotThere(spec.Type.Name, weights.FileName, "is no .safetensors file; convert it", site);
        if (files.FirstOrDefault(f => Path.GetFileName(f.Path) == weights.FileName + WeightHeader.Suffix)?.GetText(cancellation)
            is not { } text)
            return WeightsFaults.NotThere(spec.Type.Name,
                weights.FileName, $"is none of the project's; write <ModelWeights Include=\"{weights.FileName}\" /> in the project file",
                site);
        try
        {
            WeightHeader header = WeightHeader.Parse(text.ToString());
            return weights.Layout == "Keras" ? Compare(spec, graph, weights, header, site) : null;
        }
        catch (FormatException exception)
        {
            return WeightsFaults.Differs(weights.FileName,
                spec.Type.Name, $"its header is damaged: {exception.Message}", "save it again", site);
        }
    }

    private static Fault? Compare(ModelSpec spec, ShapedGraph graph, WeightsSpec weights, WeightHeader header, Site site)
    {
        string remedy = header.Model is null
            ? "save it from this declaration, or change the declaration"
            : $"it was saved from '{header.Model}'; save it from this declaration, or change the declaration";
        var stored = new Dictionary<string, HeaderTensor>();
        foreach (HeaderTensor tensor in header.Tensors) stored[tensor.Name] = tensor;
        foreach (ParameterTensor parameter in graph.Parameters)
        {
            string name = parameter.Declaration.Name, needed = List(parameter.Shape.Extents.Select(e => (long)e));
            if (!stored.TryGetValue(name, out HeaderTensor? tensor))
                return WeightsFaults.Differs(weights.FileName,
                    spec.Type.Name, $"it has no tensor '{name}', which is {needed} here", remedy, site);
            if (List(tensor.Shape) != needed)
                return WeightsFaults.Differs(weights.FileName,
                    spec.Type.Name, $"tensor '{name}' is {List(tensor.Shape)} in the file and {needed} here", remedy, site);
        }

        var own = new HashSet<string>(graph.Parameters.Select(p => p.Declaration.Name));
        HeaderTensor? extra = header.Tensors.FirstOrDefault(t => !own.Contains(t.Name));
        return extra is null ? null : WeightsFaults.Differs(weights.FileName,
            spec.Type.Name, $"it has a tensor '{extra.Name}' {List(extra.Shape)} that no layer here has", remedy, site);
    }

    private static string List(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
