namespace ModelCompiler.OpenCL;

/// <summary>How long one kernel ran on the device.</summary>
/// <param name="Launch">What for: the layer and what was done.</param>
/// <param name="Variant">Which way of doing it was chosen.</param>
/// <param name="Kernel">The OpenCL kernel's name.</param>
/// <param name="Launches">How often it ran.</param>
/// <param name="Milliseconds">How long, all launches together.</param>
/// <param name="MultiplyAdds">How many it did, all launches together.</param>
public sealed record KernelTime(string Launch, string Variant, string Kernel, long Launches, double Milliseconds, long MultiplyAdds)
{
    /// <summary>Floating-point operations a second, in billions; a multiply-add counts as two.</summary>
    public double GigaflopsPerSecond => Milliseconds == 0 ? 0 : 2 * MultiplyAdds / Milliseconds / 1e6;
}
