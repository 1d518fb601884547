using ModelCompiler.Generators.Diagnostics;
using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.ShapeInference.Rules;

/// <summary>
/// [h, w, in] → [h', w', filters], kernel [kh, kw, in / groups, filters]; channel by channel [h, w, in] → [h', w', in·multiplier], kernel
/// [kh, kw, in, multiplier]. The same with one spatial axis. Fans are the inputs and outputs of one neuron: a neuron that slides over one
/// channel sees its window of that channel.
/// </summary>
internal static class ConvolutionRule
{
    public static Inferred Infer(Contraction convolution, RuleContext context)
    {
        if (!context.Reads(convolution.Windows.Count) || !GroupsDivide(convolution, context)) return Inferred.Unknown;
        return Infer(convolution.Windows, convolution.Kernel, convolution.Filters,
            [context.Input.Channels / convolution.Groups, convolution.Filters], context.Input.Channels / convolution.Groups, context);
    }

    public static Inferred Infer(DepthwiseContraction convolution, RuleContext context)
    {
        if (!context.Reads(convolution.Windows.Count)) return Inferred.Unknown;
        int channels = context.Input.Channels;
        return Infer(convolution.Windows, convolution.Kernel, Counting.Times(channels, convolution.Multiplier),
            [channels, convolution.Multiplier], 1, context);
    }

    private static Inferred Infer(EquatableArray<Window> declared, ParameterDeclaration kernel, long outputChannels, int[] kernelChannels,
        int inputs, RuleContext context)
    {
        if (WindowFit.Resolve(declared, "kernel", context) is not { } windows) return Inferred.Unknown;
        if (context.Checked([.. windows.Select(w => (long)w.OutputExtent), outputChannels]) is not { } shape) return Inferred.Unknown;

        long cells = Counting.Product(windows.Select(w => w.Size)), fanIn = Counting.Times(cells, inputs);
        var extents = windows.Select(w => w.Size).Concat(kernelChannels).ToEquatableArray();
        return new Inferred(shape)
        {
            Windows = windows,
            Parameters = [new ParameterTensor(kernel, new Shape(extents), fanIn, Counting.Times(cells, kernelChannels[1]))],
            MultiplyAdds = Counting.Times(Counting.Product(shape.Extents), fanIn),
        };
    }

    private static bool GroupsDivide(Contraction convolution, RuleContext context)
    {
        int channels = context.Input.Channels, groups = convolution.Groups;
        if (channels % groups == 0 && convolution.Filters % groups == 0) return true;
        context.Report(ShapeFaults.GroupsDoNotDivide(
            context.Layer.Name, groups, context.InputText, channels, convolution.Filters, context.Site("Groups")));
        return false;
    }
}
