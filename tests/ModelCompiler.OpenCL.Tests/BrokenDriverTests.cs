using Silk.NET.OpenCL;

namespace ModelCompiler.OpenCL.Tests;

/// <summary>One broken driver, or one broken device, beside good ones: the good ones are there.</summary>
public sealed class BrokenDriverTests
{
    [Theory]
    [InlineData(-6)] // CL_OUT_OF_HOST_MEMORY: what drivers answer that find no card.
    [InlineData(-5)]
    [InlineData(-1)]
    [InlineData(-30)]
    [InlineData(-32)]
    [InlineData(-1001)]
    [InlineData(-9999)]
    public void A_driver_that_does_not_start_costs_its_own_devices(int code)
    {
        Assert.Equal(["device 200", "device 201"], Names([(code, 1), (0, 2)]));
        Assert.Equal(["device 100"], Names([(0, 1), (code, 3)]));
        Assert.Equal(["device 200"], Names([(code, 1), (0, 1), (code, 1), (-1, 0), (0, 0)]));
    }

    [Theory]
    [InlineData(DeviceInfo.Name, -6)]
    [InlineData(DeviceInfo.MaxWorkGroupSize, -33)]
    [InlineData(DeviceInfo.MaxWorkItemSizes, -30)]
    [InlineData(DeviceInfo.CompilerAvailable, -2)]
    public void A_device_that_does_not_answer_costs_itself(DeviceInfo question, int code)
    {
        int Answer(nint device, DeviceInfo asked) => device == 101 && asked == question ? code : 0;
        IReadOnlyList<OpenCLDevice> devices = OpenCLDevice.List(FakeDrivers.Create([(0, 3), (0, 1)], Answer));
        Assert.Equal(["device 100", "device 102", "device 200"], devices.Select(d => d.Name));
        Assert.Equal([0, 1, 2], devices.Select(d => d.Index));
    }

    [Fact]
    public void Where_all_are_broken_the_first_says_why()
    {
        var failure = Assert.Throws<OpenCLException>(() => OpenCLDevice.List(FakeDrivers.Create([(-6, 1), (-5, 1)])));
        Assert.Contains("clGetDeviceIDs returned CL_OUT_OF_HOST_MEMORY (-6): the driver does not start. Repair it, or remove it", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("batches", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Drivers_without_devices_are_none()
    {
        Assert.Empty(OpenCLDevice.List(FakeDrivers.Create([])));
        Assert.Empty(OpenCLDevice.List(FakeDrivers.Create([(0, 0), (-1, 0)])));
    }

    private static IEnumerable<string> Names((int, int)[] drivers) => OpenCLDevice.List(FakeDrivers.Create(drivers)).Select(d => d.Name);
}
