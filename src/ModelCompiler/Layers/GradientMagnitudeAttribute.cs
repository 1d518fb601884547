namespace ModelCompiler;

/// <summary>How steep a picture is at each place, whatever the direction: <c>√(x² + y²)</c> of <see cref="FixedKernel.SobelX"/> and
/// <see cref="FixedKernel.SobelY"/>, channel by channel.</summary>
public sealed class GradientMagnitudeAttribute : LayerAttribute
{
    /// <summary>How the kernels meet the border; cells outside the map are 0. Default: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; }
}
