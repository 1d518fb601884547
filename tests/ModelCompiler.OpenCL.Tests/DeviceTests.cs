namespace ModelCompiler.OpenCL.Tests;

public sealed class DeviceTests
{
    [DeviceFact]
    public void Devices_are_listed_with_what_tells_them_apart()
    {
        Assert.All(OpenCLDevice.All, (device, index) =>
        {
            Assert.Equal(index, device.Index);
            Assert.NotEmpty(device.Name);
            Assert.True(device.ComputeUnits > 0 && device.MaxBufferBytes > 0 && device.MaxGroupSize > 0);
            Assert.StartsWith($"{index}: {device.Name}", device.ToString());
        });
    }

    [DeviceFact]
    public void A_device_is_found_by_index_and_by_a_part_of_its_name_or_platform()
    {
        OpenCLDevice last = OpenCLDevice.All[^1];
        Assert.Same(last, OpenCLDevice.Find($"{last.Index}"));
        Assert.Equal(last.Name, OpenCLDevice.Find(last.Name[1..].ToUpperInvariant()).Name);
        Assert.Equal(last.Platform, OpenCLDevice.Find(last.Platform).Platform);
        // What the text of a device says finds it, whatever its case: "pocl" stands in the version.
        foreach (string word in $"{last.Platform} {last.Version} {last.Vendor}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3 && !int.TryParse(w, out _)))
            Assert.NotNull(OpenCLDevice.Find(word.ToLowerInvariant()));
    }

    [DeviceTheory]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("abacus")]
    public void A_device_that_is_not_there_is_refused_with_a_list_of_those_that_are(string wanted)
    {
        var exception = Assert.Throws<OpenCLDeviceNotFoundException>(() => OpenCLDevice.Find(wanted));
        Assert.Equal(wanted, exception.Wanted);
        Assert.Contains($"'{wanted}'", exception.Message);
        Assert.Contains(OpenCLDevice.All[0].Name, exception.Message);
    }

    [DeviceFact]
    public void The_environment_chooses_the_default()
    {
        string output = Child.Finish(Child.Start(["devices"], new() { [OpenCLDevice.Variable] = "0" }));
        Assert.Contains($"default: {OpenCLDevice.All[0].Name}", output);
        output = Child.Finish(Child.Start(["devices"], new() { [OpenCLDevice.Variable] = "abacus" }));
        Assert.Contains(nameof(OpenCLDeviceNotFoundException), output);
    }

    [DeviceFact]
    public void Without_a_driver_there_are_no_devices_and_asking_for_one_says_what_to_install()
    {
        using var empty = new TemporaryFolder();
        string output = Child.Finish(Child.Start(["devices"], new() { ["OCL_ICD_VENDORS"] = empty.Path }));
        Assert.Contains("devices: 0", output);
        Assert.Contains(nameof(OpenCLNotAvailableException), output);
        Assert.Contains("install", output);
    }
}
