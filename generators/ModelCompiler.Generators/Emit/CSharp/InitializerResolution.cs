using ModelCompiler.Generators.Graph;
using ModelCompiler.Generators.Graph.Layers;
using ModelCompiler.Generators.ShapeInference;

namespace ModelCompiler.Generators.Emit.CSharp;

/// <summary>
/// A scaled variance becomes a distribution with numbers: fans are known here, and the runtime needs to know of no scale.
/// </summary>
internal static class InitializerResolution
{
    /// <summary>Standard deviation of a unit normal that is cut at two deviations; dividing by it restores the variance.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    public static InitializerSpec Of(ParameterTensor parameter)
    {
        InitializerSpec spec = parameter.Declaration.Initializer;
        if (spec.Kind != nameof(InitializerChoice.VarianceScaling)) return spec;
        double fan = spec.Fan switch
        {
            FanChoice.In => parameter.FanIn,
            FanChoice.Out => parameter.FanOut,
            _ => (parameter.FanIn + (double)parameter.FanOut) / 2,
        };
        double deviation = Math.Sqrt(spec.A / Math.Max(fan, 1)), limit = Math.Sqrt(3) * deviation;
        return spec.Distribution switch
        {
            DistributionChoice.TruncatedNormal => new(nameof(InitializerChoice.TruncatedNormal), 0,
                (float)(deviation / TruncatedDeviation)),
            DistributionChoice.UntruncatedNormal => new(nameof(InitializerChoice.RandomNormal), 0, (float)deviation),
            _ => new(nameof(InitializerChoice.RandomUniform), (float)-limit, (float)limit),
        };
    }
}
