using System.Net.WebSockets;
using System.Text.Json;
using DashboardTests.Server;
using ModelCompiler;
using ModelCompiler.OpenCL;
using ModelCompiler.Training;

namespace DashboardTests;

/// <summary>A test that needs an OpenCL device; without one it says so.</summary>
public sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute() => Skip = OpenCLDevice.All.Count > 0 ? null : "No OpenCL device: install a driver, for example PoCL (Debian, Ubuntu: apt install pocl-opencl-icd).";
}

/// <summary>What runs on a device is shown and steered as what runs on the processor.</summary>
public sealed class DeviceTests
{
    [DeviceFact]
    public void A_step_on_a_device_shows_the_values_of_the_same_step_on_the_processor()
    {
        float[] inputs = Samples.Draw(8, 5).Inputs.ToArray();
        int[] labels = [.. Samples.Draw(8, 5).Labels];
        using OpenCLModel<ShownNet> device = new ShownNet(1).ToOpenCL(OpenCLDevice.Default);
        // This project has kernels for graphics cards only: a processor runs those, and says so.
        const string remedy = "<ModelCompilerOpenCLTargets>gpu;cpu</ModelCompilerOpenCLTargets>";
        Assert.Equal(!device.Device.IsGpu, device.ToString().Contains(remedy, StringComparison.Ordinal));
        var there = new Trainer<ShownNet>(device, new Sgd(0.1));
        var here = new Trainer<ShownNet>(new ShownNet(1), new Sgd(0.1));
        ((ITrainer)there).Session.Runner.DropoutByHand = 0;
        ((ITrainer)here).Session.Runner.DropoutByHand = 0;
        StepCapture onDevice = there.CaptureNextStep(3), onHost = here.CaptureNextStep(3);
        long read = device.BytesFromDevice;
        there.Step(inputs, labels);
        here.Step(inputs, labels);
        Assert.True(device.BytesFromDevice > read + 1000);
        Assert.True(double.IsFinite(onDevice.ForwardSeconds) && double.IsFinite(onDevice.BackwardSeconds));
        int compared = 0;
        foreach (LayerCapture layer in onHost.Layers)
        {
            LayerCapture other = onDevice[layer.Layer];
            // A device may fuse what the processor does not.
            if (other.Outputs.Length == 0)
                continue;
            Assert.Equal(layer.Outputs.Length, other.Outputs.Length);
            for (int i = 0; i < layer.Outputs.Length; i++)
                Assert.Equal(layer.Outputs[i], other.Outputs[i], 1e-4f);
            compared++;
        }

        Assert.True(compared >= 4, $"{compared} layers");
        // Steps that nobody looks at read their loss alone.
        read = device.BytesFromDevice;
        there.Step(inputs, labels);
        Assert.True(device.BytesFromDevice - read < 64);
    }

    [DeviceFact]
    public async Task A_fit_on_a_device_is_shown_and_its_weights_are_replaced_there()
    {
        using OpenCLModel<ShownNet> device = new ShownNet(2).ToOpenCL(OpenCLDevice.Default);
        string folder = Directory.CreateTempSubdirectory("dashboard-runs-").FullName;
        using var page = new Dashboard(new DashboardOptions { Folder = folder, Opened = _ => { }, MostCost = 0.3 });
        var trainer = new Trainer<ShownNet>(device, new Sgd(0.05, momentum: 0.9));
        using var over = new CancellationTokenSource();
        Uri address = page.Open();
        Task fit = Task.Factory.StartNew(
            () => trainer.Fit(Samples.Draw(640, 1), new FitOptions { Epochs = int.MaxValue, BatchSize = 16, Validation = Samples.Draw(128, 2), Callbacks = [page], CancellationToken = over.Token }),
            TaskCreationOptions.LongRunning);
        try
        {
            using ClientWebSocket socket = await LiveSocket.Connect(address);
            await socket.SendAsync("""{"watch":[0]}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
            // The device's compiler takes its time at the first steps.
            JsonElement layer;
            do
                layer = (await LiveSocket.Receive(socket, "network", seconds: 240)).GetProperty("layers");
            while (layer.GetArrayLength() == 0 || !layer[0].TryGetProperty("picture", out _));
            await LiveSocket.Receive(socket, "predictions", seconds: 240);
            Assert.True((await LiveSocket.Ask(socket, """{"do":"pause"}""")).GetProperty("ok").GetBoolean());
            using var http = new HttpClient();
            // The fit's thread looks at predictions while it waits, so weights are asked for through the page.
            async Task<byte[]> Snapshot() => await (await http.PostAsync(new Uri(address, $"/api/snapshot/safetensors{address.Query}"), null)).Content.ReadAsByteArrayAsync();
            byte[] before = await Snapshot();
            Assert.True((await LiveSocket.Ask(socket, """{"do":"reinitialize","seed":9}""")).GetProperty("ok").GetBoolean());
            Assert.NotEqual(before, await Snapshot());
            await http.PostAsync(new Uri(address, $"/api/weights{address.Query}&name=back.safetensors"), new ByteArrayContent(before));
            Assert.True((await LiveSocket.Ask(socket, """{"do":"load","file":"back.safetensors"}""")).GetProperty("ok").GetBoolean());
            Assert.Equal(before, await Snapshot());
        }
        finally
        {
            // The device must not go while the fit is on it.
            await over.CancelAsync();
            await fit.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }
}
