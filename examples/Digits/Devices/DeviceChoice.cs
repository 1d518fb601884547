using System.CommandLine;
using ModelCompiler.OpenCL;

namespace Digits.Devices;

/// <summary>Where to train: the value of <c>--device cpu|opencl[:NAME]</c>.</summary>
/// <param name="OpenCLName">The index or a part of the name of an OpenCL device; empty for the default one, null for the processor.</param>
internal sealed record DeviceChoice(string? OpenCLName)
{
    private const string Processor = "cpu";
    private const string OpenCL = "opencl";
    private const string Named = OpenCL + ":";

    public static Option<DeviceChoice> Option() => new("--device")
    {
        Description = "Where to train: on the processor, or on an OpenCL device, by index or a part of its name [default: cpu]",
        HelpName = "cpu|opencl[:NAME]",
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (text.Equals(Processor, StringComparison.OrdinalIgnoreCase))
                return new DeviceChoice(OpenCLName: null);
            if (text.Equals(OpenCL, StringComparison.OrdinalIgnoreCase))
                return new DeviceChoice("");
            if (text.StartsWith(Named, StringComparison.OrdinalIgnoreCase) && text.Length > Named.Length)
                return new DeviceChoice(text[Named.Length..]);
            argument.AddError($"--device: expected cpu, opencl or opencl:NAME, got '{text}'.");
            return null;
        },
    };

    /// <summary>The device of a name as above, or null for the processor.</summary>
    /// <exception cref="OpenCLException">There is no such device.</exception>
    public static OpenCLDevice? Find(string? openCLName) => openCLName switch
    {
        null => null,
        "" => OpenCLDevice.Default,
        _ => OpenCLDevice.Find(openCLName),
    };
}
